import { Select } from "@codegouvfr/react-dsfr/Select";
import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { controles, referentiel, session } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { MentionImpression } from "../../composants/impression";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { ChoixJalon } from "./choix-jalon";
import { JALONS, type Jalon } from "./mots";
import { TableauControles } from "./tableau-controles";

export interface FiltresControles {
  chambre?: string;
  jalon?: Jalon;
}

/** The gate over a chamber: every dossier that has not passed the milestone, and what stops it. */
export function ControlesPage() {
  const filtres = useSearch({ from: "/controles" });
  const { data: ref } = useQuery(referentiel);
  const { data: ouverte } = useQuery(session);
  const naviguer = useNavigate({ from: "/controles" });
  const chambre = filtres.chambre ?? ouverte?.agent.chambres[0] ?? ref?.chambres[0]?.code;
  const jalon = filtres.jalon ?? "audiencement";
  const lus = useInfiniteQuery({ ...controles(chambre ?? "", jalon), enabled: Boolean(chambre) });
  const { data, error, refetch } = lus;
  const liste = useRef<HTMLDivElement>(null);
  const filtrer = (champs: FiltresControles) =>
    void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
  return (
    <>
      <Breadcrumb className="fr-mt-0" segments={[{ label: "Dossiers", linkProps: { href: "/dossiers" } }]} currentPageLabel="Contrôle de régularité" />
      <div className="greffe-entete">
        <TitrePage titre="Contrôle de régularité" />
        <div className="greffe-actions">
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression>{[ref?.chambres.find(({ code }) => code === chambre)?.label, JALONS[jalon]].filter(Boolean).join(" · ")}</MentionImpression>
      <p>Les dossiers de la chambre qui n’ont pas franchi le jalon, et ce qui l’arrête pour chacun.</p>
      <div className="greffe-filtres" role="group" aria-label="Chambre et jalon">
        <Select label="Chambre" nativeSelectProps={{ value: chambre ?? "", onChange: (e) => filtrer({ chambre: e.target.value || undefined }) }}>
          {ref?.chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
        <ChoixJalon jalon={jalon} choisir={(choisi) => filtrer({ jalon: choisi })} />
      </div>
      {error && !data ? (
        <ErreurSection quoi="Le contrôle" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="le contrôle" />
      ) : (
        <div ref={liste}>
          {data.items.length > 0 ? (
            <TableauControles rapports={data.items} jalon={jalon} />
          ) : (
            <p className="greffe-vide">Aucun dossier que vous puissiez lire n’attend ce jalon dans cette chambre.</p>
          )}
          <Suite key={JSON.stringify(filtres)} liste={liste} montres={data.items.length} total={data.total} nom={["dossier", "dossiers"]} {...suiteDe(lus)} />
        </div>
      )}
    </>
  );
}
