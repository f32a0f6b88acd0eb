import { Select } from "@codegouvfr/react-dsfr/Select";
import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useRef } from "react";
import { audience, controles, controlesDe, type Lignes, referentiel, session } from "../../api/requetes";
import type { Audience, RapportControle } from "../../api/types";
import { Erreur, ErreurSection } from "../../app/erreurs";
import { nomDeChambre } from "../../composants/chambres";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { dateLongue } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { ChoixJalon } from "./choix-jalon";
import { JALONS, type Jalon } from "./mots";
import { TableauControles } from "./tableau-controles";

export interface FiltresControles {
  chambre?: string;
  /** The audience whose rôle is looked at, in the place of a chamber. */
  audience?: string;
  jalon?: Jalon;
}

/** The gate over a chamber or a rôle: every dossier that has not passed the milestone, and what stops it. */
export function ControlesPage() {
  const { audience: id } = useSearch({ from: "/controles" });
  return id ? <DUnRole id={id} /> : <DUneChambre />;
}

/** Which milestone is looked at, and how another choice is made. */
function useChoix() {
  const filtres = useSearch({ from: "/controles" });
  const naviguer = useNavigate({ from: "/controles" });
  const choisir = (champs: FiltresControles) =>
    void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
  return { chambre: filtres.chambre, jalon: filtres.jalon ?? ("audiencement" as const), choisir };
}

function DUneChambre() {
  const { data: ref } = useQuery(referentiel);
  const { data: ouverte } = useQuery(session);
  const { chambre: choisie, jalon, choisir } = useChoix();
  const chambre = choisie ?? ouverte?.agent.chambres[0] ?? ref?.chambres[0]?.code;
  const lus = useInfiniteQuery({ ...controles(chambre ?? "", jalon), enabled: Boolean(chambre) });
  return (
    <>
      <Breadcrumb className="fr-mt-0" segments={[{ label: "Dossiers", linkProps: { href: "/dossiers" } }]} currentPageLabel="Contrôle de régularité" />
      <Entete de={nomDeChambre(ref, chambre)} jalon={jalon} />
      <p>Les dossiers de la chambre qui n’ont pas franchi le jalon, et ce qui l’arrête pour chacun.</p>
      <div className="greffe-filtres" role="group" aria-label="Chambre et jalon">
        <Select label="Chambre" nativeSelectProps={{ value: chambre ?? "", onChange: (e) => choisir({ chambre: e.target.value || undefined }) }}>
          {ref?.chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
        <ChoixJalon jalon={jalon} choisir={(voulu) => choisir({ jalon: voulu })} />
      </div>
      <Rapports key={`${chambre} ${jalon}`} lus={lus} jalon={jalon} vide="Aucun dossier que vous puissiez lire n’attend ce jalon dans cette chambre." />
    </>
  );
}

function DUnRole({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(audience(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  return data ? <Role audience={data} /> : <Attente quoi="le rôle" />;
}

function Role({ audience: { summary, entries } }: { audience: Audience }) {
  const { data: ref } = useQuery(referentiel);
  const { jalon, choisir } = useChoix();
  const dossiers = entries.map(({ dossier_id }) => dossier_id);
  // No dossier named would be every dossier.
  const lus = useInfiniteQuery({ ...controlesDe(dossiers, jalon), enabled: dossiers.length > 0 });
  const jour = dateLongue(summary.sitting.day);
  const chambre = nomDeChambre(ref, summary.chambre) ?? summary.chambre;
  const segments = [
    { label: "Audiences", linkProps: { href: "/audiences" } },
    { label: `Audience du ${jour}`, linkProps: { href: `/audiences/${summary.audience_id}` } },
  ];
  return (
    <>
      <Breadcrumb className="fr-mt-0" segments={segments} currentPageLabel="Contrôle de régularité" />
      <Entete de={`Rôle du ${jour}, ${chambre}`} jalon={jalon} />
      <p>
        Les dossiers au rôle du {jour} ({chambre}) qui n’ont pas franchi le jalon, et ce qui l’arrête pour chacun.
      </p>
      <div className="greffe-filtres">
        <ChoixJalon jalon={jalon} choisir={(voulu) => choisir({ jalon: voulu })} />
      </div>
      {dossiers.length === 0 ? (
        <p className="greffe-vide">Aucun dossier n’est au rôle.</p>
      ) : (
        <Rapports key={jalon} lus={lus} jalon={jalon} vide="Aucun dossier que vous puissiez lire n’attend ce jalon dans ce rôle." />
      )}
    </>
  );
}

/** The title; on paper, what the reader chose. */
function Entete({ de, jalon }: { de: string | undefined; jalon: Jalon }) {
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Contrôle de régularité" />
        <div className="greffe-actions">
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression>{[de, JALONS[jalon]].filter(Boolean).join(" · ")}</MentionImpression>
    </>
  );
}

interface PropsRapports {
  lus: UseInfiniteQueryResult<Lignes<RapportControle>>;
  jalon: Jalon;
  vide: ReactNode;
}

function Rapports({ lus, jalon, vide }: PropsRapports) {
  const { data, error, refetch } = lus;
  const liste = useRef<HTMLDivElement>(null);
  if (error && !data) return <ErreurSection quoi="Le contrôle" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le contrôle" />;
  return (
    <div ref={liste}>
      {data.items.length > 0 ? <TableauControles rapports={data.items} jalon={jalon} /> : <p className="greffe-vide">{vide}</p>}
      <Suite liste={liste} montres={data.items.length} total={data.total} nom={["dossier", "dossiers"]} {...suiteDe(lus)} />
    </div>
  );
}
