import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { peutTenirLesAides } from "../../api/droits";
import { aides, type FiltresAides, session } from "../../api/requetes";
import type { Aide, EtatAide } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { CHAMP_RECHERCHE } from "../../app/raccourcis";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, pluriel } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { decisionAttaquee, delai, demandeur, ETATS, SENS } from "./mots";

/** The register of requests of legal aid made before any pourvoi. */
export function AidesPage() {
  const filtres = useSearch({ from: "/aides" });
  const { data: ouverte } = useQuery(session);
  const lues = useInfiniteQuery(aides(filtres));
  const { data, error, refetch, isPlaceholderData, hasNextPage } = lues;
  const liste = useRef<HTMLDivElement>(null);
  const tient = Boolean(ouverte && peutTenirLesAides(ouverte));
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Demandes d’aide juridictionnelle" />
        {tient && (
          <div className="greffe-actions">
            <Button size="small" iconId="fr-icon-add-line" linkProps={{ href: "/aides/inscrire" }}>
              Inscrire une demande
            </Button>
          </div>
        )}
      </div>
      <p>
        Demandes faites au bureau avant tout pourvoi&nbsp;: elles interrompent son délai (décret n° 2020-1717, article 44). Une
        demande en cours fait obstacle au certificat de non-pourvoi&nbsp;; au pourvoi, elle se rattache au dossier.
      </p>
      <Filtres filtres={filtres} />
      {error && !data ? (
        <ErreurSection quoi="Le registre" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="le registre" />
      ) : (
        <div ref={liste} aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
          {data.items.length > 0 ? (
            <Tableau lignes={data.items} encore={hasNextPage} />
          ) : (
            <div className="greffe-vide">
              <p className="fr-text--bold fr-mb-1w">
                {Object.values(filtres).some(Boolean) ? "Aucune demande ne répond à ces filtres." : "Aucune demande n’est inscrite."}
              </p>
              <p className="fr-mb-1w">
                {Object.values(filtres).some(Boolean) ? "Élargissez-les." : "Celles que reçoit le bureau s’inscrivent ici."}
              </p>
            </div>
          )}
          <Suite
            key={JSON.stringify(filtres)}
            liste={liste}
            montres={data.items.length}
            total={data.total}
            nom={["demande", "demandes"]}
            {...suiteDe(lues)}
          />
        </div>
      )}
    </>
  );
}

function Tableau({ lignes, encore }: { lignes: Aide[]; encore: boolean }) {
  return (
    <div className="greffe-table">
      <table>
        <caption>
          {encore ? "Plus de " : ""}
          {pluriel(lignes.length, "demande")}
        </caption>
        <thead>
          <tr>
            <th scope="col">Demande</th>
            <th scope="col">Demandeur</th>
            <th scope="col">Décision attaquée</th>
            <th scope="col">État</th>
            <th scope="col">Délai du pourvoi</th>
            <th scope="col" className="greffe-nombre">
              Demandée le
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((ligne) => (
            <tr key={ligne.aid_id} data-ligne>
              <th scope="row">
                <Link to="/aides/$aide" params={{ aide: ligne.aid_id }} className="greffe-numero">
                  {ligne.number}
                </Link>
              </th>
              <td>{demandeur(ligne.facts)}</td>
              <td>{decisionAttaquee(ligne.facts)}</td>
              <td>
                <EtatDeLaDemande aide={ligne} />
              </td>
              <td>{delai(ligne)}</td>
              <td className="greffe-nombre">{date(ligne.facts.requested_on)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EtatDeLaDemande({ aide: { state, facts, dossier_id, dossier_number } }: { aide: Aide }) {
  if (state === "en_cours") return <span className="fr-badge fr-badge--sm fr-badge--warning">{ETATS.en_cours}</span>;
  if (state === "decidee" && facts.outcome) return SENS[facts.outcome];
  if (dossier_id)
    return (
      <Link to="/dossiers/$id" params={{ id: dossier_id }}>
        Pourvoi {dossier_number}
      </Link>
    );
  return ETATS[state];
}

/** Every filter stands in the address. */
function Filtres({ filtres }: { filtres: FiltresAides }) {
  const naviguer = useNavigate({ from: "/aides" });
  const filtrer = (champs: FiltresAides) =>
    void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
  return (
    <>
      <Recherche key={filtres.q ?? ""} q={filtres.q ?? ""} chercher={(q) => filtrer({ q })} />
      <div className="greffe-filtres" role="group" aria-label="Filtres du registre">
        <Select
          label="État"
          nativeSelectProps={{ value: filtres.etat ?? "", onChange: (e) => filtrer({ etat: (e.target.value || undefined) as EtatAide | undefined }) }}
        >
          <option value="">Tous les états</option>
          {Object.entries(ETATS).map(([code, mots]) => (
            <option key={code} value={code}>
              {mots}
            </option>
          ))}
        </Select>
        <Jour label="Demandées à partir du" valeur={filtres.du ?? ""} changer={(du) => filtrer({ du: du || undefined })} />
        <Jour label="Demandées jusqu’au" valeur={filtres.au ?? ""} changer={(au) => filtrer({ au: au || undefined })} />
        {Object.values(filtres).some(Boolean) && (
          <div className="greffe-filtres__cases">
            <Button
              size="small"
              priority="tertiary"
              iconId="fr-icon-close-line"
              onClick={() => {
                void naviguer({ search: {}, replace: true, resetScroll: false });
                document.getElementById(CHAMP_RECHERCHE)?.focus();
              }}
            >
              Réinitialiser les filtres
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function Recherche({ q, chercher }: { q: string; chercher: (q: string | undefined) => void }) {
  const [texte, setTexte] = useState(q);
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    chercher(texte.trim() || undefined);
  };
  return (
    <form role="search" onSubmit={envoyer}>
      <div className="fr-search-bar fr-search-bar--lg">
        <label className="fr-label" htmlFor={CHAMP_RECHERCHE}>
          Numéro de demande ou d’affaire, juridiction, nom
        </label>
        <input
          id={CHAMP_RECHERCHE}
          className="fr-input"
          type="search"
          value={texte}
          placeholder="Numéro de demande ou d’affaire, juridiction, nom"
          aria-keyshortcuts="/"
          onChange={(e) => setTexte(e.target.value)}
        />
        <button className="fr-btn" type="submit" title="Rechercher">
          Rechercher
        </button>
      </div>
    </form>
  );
}
