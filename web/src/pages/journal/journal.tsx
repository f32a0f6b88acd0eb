import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { collegues, type FiltresJournal, journalAcces } from "../../api/requetes";
import type { LigneJournal } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, heure, libelle, pluriel } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { motDAction } from "./mots";

/** Who read what, by dossier, person and days: for the auditor, whose looking is a row of it. */
export function JournalAccesPage() {
  const filtres = useSearch({ from: "/journal-acces" });
  const lues = useInfiniteQuery(journalAcces(filtres));
  const { data, error, refetch, isPlaceholderData, hasNextPage } = lues;
  const liste = useRef<HTMLDivElement>(null);
  return (
    <>
      <TitrePage titre="Journal des accès" />
      <p>
        Chaque lecture d’un papier, permise ou refusée. Le journal ne dit ni contenu ni titre&nbsp;; du délibéré, il dit seulement qu’un
        accès a eu lieu. Le consulter s’y inscrit.
      </p>
      <Filtres key={JSON.stringify(filtres)} filtres={filtres} />
      {error && !data ? (
        <ErreurSection quoi="Le journal" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="le journal" />
      ) : (
        <div ref={liste} aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
          {data.items.length > 0 ? (
            <Tableau lignes={data.items} encore={hasNextPage} />
          ) : (
            <p className="greffe-vide">Aucune ligne ne répond à ces filtres.</p>
          )}
          <Suite key={JSON.stringify(filtres)} liste={liste} montres={data.items.length} nom={["ligne", "lignes"]} {...suiteDe(lues)} />
        </div>
      )}
    </>
  );
}

/** The filters are asked together: each question is a row of the trail. */
function Filtres({ filtres }: { filtres: FiltresJournal }) {
  const naviguer = useNavigate({ from: "/journal-acces" });
  const { data: annuaire } = useQuery(collegues);
  const [saisie, setSaisie] = useState(filtres);
  const changer = (champs: Partial<FiltresJournal>) => setSaisie((avant) => ({ ...avant, ...champs }));
  const chercher = (envoi: FormEvent) => {
    envoi.preventDefault();
    void naviguer({ search: saisie, replace: true, resetScroll: false });
  };
  return (
    <form role="search" aria-label="Filtres du journal" onSubmit={chercher}>
      <div className="greffe-filtres">
        <Select
          label="Papiers"
          nativeSelectProps={{
            value: saisie.delibere ? "delibere" : "",
            onChange: (e) => changer({ delibere: e.target.value === "delibere" || undefined }),
          }}
        >
          <option value="">Du dossier</option>
          <option value="delibere">Du délibéré</option>
        </Select>
        <Select
          label="Personne"
          nativeSelectProps={{ value: saisie.personne ?? "", onChange: (e) => changer({ personne: e.target.value || undefined }) }}
        >
          <option value="">Toutes</option>
          {annuaire?.items.map(({ agent_id, subject, display_name }) => (
            <option key={agent_id} value={subject}>
              {display_name}
            </option>
          ))}
        </Select>
        <Input
          label="Numéro de pourvoi"
          nativeInputProps={{ value: saisie.dossier ?? "", onChange: (e) => changer({ dossier: e.target.value.trim() || undefined }) }}
        />
        <Jour label="Du" valeur={saisie.du ?? ""} changer={(du) => changer({ du: du || undefined })} />
        <Jour label="Au" valeur={saisie.au ?? ""} changer={(au) => changer({ au: au || undefined })} />
      </div>
      <Checkbox
        small
        options={[
          {
            label: "Les refus seulement",
            nativeInputProps: { checked: Boolean(saisie.refus), onChange: (e) => changer({ refus: e.target.checked || undefined }) },
          },
        ]}
      />
      <Button type="submit" size="small" className="fr-mb-2w">
        Consulter
      </Button>
    </form>
  );
}

function Tableau({ lignes, encore }: { lignes: LigneJournal[]; encore: boolean }) {
  return (
    <div className="greffe-table">
      <table>
        <caption>
          {encore ? "Plus de " : ""}
          {pluriel(lignes.length, "ligne")}
        </caption>
        <thead>
          <tr>
            <th scope="col">Instant</th>
            <th scope="col">Personne</th>
            <th scope="col">Ce qui fut fait</th>
            <th scope="col">Dossier</th>
            <th scope="col">Décision</th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((ligne, rang) => (
            <tr key={`${ligne.at} ${ligne.actor} ${rang}`} data-ligne>
              <th scope="row">
                {date(ligne.at)} à {heure(ligne.at)}
              </th>
              <td>{ligne.actor_name ?? ligne.actor}</td>
              <td>
                {motDAction(ligne.action)}
                {ligne.piece_kind ? `, ${libelle(ligne.piece_kind).toLocaleLowerCase("fr")}` : ""}
                {ligne.told && <span className="greffe-mention"> {ligne.told}</span>}
              </td>
              <td>
                {ligne.dossier_id && (
                  <Link to="/journal-acces" search={(avant) => ({ ...avant, dossier: ligne.dossier_number ?? ligne.dossier_id ?? undefined })}>
                    {ligne.dossier_number ?? "Ce dossier"}
                  </Link>
                )}
              </td>
              <td>{ligne.decision === "refuse" ? "Refusé" : "Permis"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
