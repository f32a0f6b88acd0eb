import { Button } from "@codegouvfr/react-dsfr/Button";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { dossiers, type FiltresDossiers, referentiel } from "../../api/requetes";
import type { LigneDossier, Referentiel } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { dateCourte, pluriel } from "../../composants/formats";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { exporterCsv } from "./export-csv";
import { Stock } from "./stock";

/** The list: every filter stands in the address, so that a search can be kept, sent and gone back to. */
export function DossiersPage() {
  const filtres = useSearch({ from: "/dossiers" });
  const { data: ref } = useQuery(referentiel);
  const lus = useInfiniteQuery(dossiers(filtres));
  const { data, error, refetch, isPlaceholderData, hasNextPage } = lus;
  const liste = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Dossiers" />
        <div className="greffe-actions">
          <Button
            priority="secondary"
            size="small"
            iconId="fr-icon-download-line"
            disabled={!data?.items.length}
            onClick={() => data && exporterCsv(data.items, ref)}
          >
            Exporter la liste affichée (CSV)
          </Button>
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <Recherche key={filtres.q ?? ""} q={filtres.q ?? ""} />
      <Filtres filtres={filtres} referentiel={ref} />
      {error && !data ? (
        <Erreur cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="les dossiers" />
      ) : (
        <div ref={liste} aria-busy={isPlaceholderData}>
          <Liste lignes={data.items} encore={hasNextPage} referentiel={ref} />
          <Suite
            key={JSON.stringify(filtres)}
            liste={liste}
            montres={data.items.length}
            total={data.total}
            nom={["dossier", "dossiers"]}
            {...suiteDe(lus)}
          />
        </div>
      )}
      <Stock />
    </>
  );
}

/** Changes filters; the list starts again from its first page. */
function useFiltrer(): (champs: FiltresDossiers) => void {
  const naviguer = useNavigate({ from: "/dossiers" });
  return (champs) => void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true });
}

function Recherche({ q }: { q: string }) {
  const filtrer = useFiltrer();
  const [texte, setTexte] = useState(q);
  const chercher = (envoi: FormEvent) => {
    envoi.preventDefault();
    filtrer({ q: texte.trim() || undefined });
  };
  return (
    <form role="search" className="greffe-sans-impression" onSubmit={chercher}>
      <div className="fr-search-bar fr-search-bar--lg" id="recherche">
        <label className="fr-label" htmlFor="q">
          Numéro de pourvoi ou nom d’une partie
        </label>
        <input
          id="q"
          className="fr-input"
          type="search"
          value={texte}
          placeholder="Numéro (C 26-10.001, 26-10.001, 2610001) ou nom d’une partie"
          onChange={(e) => setTexte(e.target.value)}
        />
        <button className="fr-btn" type="submit" title="Rechercher">
          Rechercher
        </button>
      </div>
    </form>
  );
}

function Filtres({ filtres, referentiel: ref }: { filtres: FiltresDossiers; referentiel: Referentiel | undefined }) {
  const filtrer = useFiltrer();
  const actifs = Boolean(filtres.q || filtres.chambre || filtres.stade || filtres.urgent || filtres.clos || filtres.rapporteur);
  const caseA = (nom: "urgent" | "clos", texte: string) => (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input
        type="checkbox"
        id={`filtre-${nom}`}
        checked={Boolean(filtres[nom])}
        onChange={(e) => filtrer({ [nom]: e.target.checked || undefined })}
      />
      <label className="fr-label" htmlFor={`filtre-${nom}`}>
        {texte}
      </label>
    </div>
  );
  return (
    <div className="greffe-filtres" role="group" aria-label="Filtres de la liste">
      <Select
        label="Chambre"
        nativeSelectProps={{ value: filtres.chambre ?? "", onChange: (e) => filtrer({ chambre: e.target.value || undefined }) }}
      >
        <option value="">Toutes les chambres</option>
        {ref?.chambres.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        label="Stade"
        nativeSelectProps={{ value: filtres.stade ?? "", onChange: (e) => filtrer({ stade: e.target.value || undefined }) }}
      >
        <option value="">Tous les stades</option>
        {ref?.stages.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </Select>
      <Select
        label="Tri"
        nativeSelectProps={{
          value: filtres.tri ?? "recent",
          onChange: (e) => filtrer({ tri: e.target.value === "recent" ? undefined : (e.target.value as FiltresDossiers["tri"]) }),
        }}
      >
        <option value="recent">Derniers modifiés</option>
        <option value="number">Numéro</option>
        <option value="oldest">Plus anciens</option>
      </Select>
      <div className="greffe-filtres__cases">
        {caseA("urgent", "Urgents")}
        {caseA("clos", "Avec les clos")}
        {actifs && (
          <Link to="/dossiers" className="fr-link fr-link--sm">
            Tout effacer
          </Link>
        )}
      </div>
    </div>
  );
}

function Liste({ lignes, encore, referentiel: ref }: { lignes: LigneDossier[]; encore: boolean; referentiel?: Referentiel }) {
  if (lignes.length === 0) {
    return (
      <p className="greffe-vide" role="status">
        Aucun dossier ne répond à cette recherche. Vérifiez le numéro, ou élargissez les filtres.
      </p>
    );
  }
  const chambre = (code?: string | null) => ref?.chambres.find((c) => c.code === code)?.label ?? "—";
  return (
    <div className="greffe-table">
      <table>
        <caption>
          {encore ? "Plus de " : ""}
          {pluriel(lignes.length, "dossier")}
        </caption>
        <thead>
          <tr>
            <th scope="col">Numéro</th>
            <th scope="col">Affaire</th>
            <th scope="col">Stade</th>
            <th scope="col">Chambre</th>
            <th scope="col">Rapporteur</th>
            <th scope="col" className="greffe-nombre">
              Formé le
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((ligne) => (
            <tr key={ligne.dossier_id} data-ligne>
              <th scope="row">
                <Link to="/dossiers/$id" params={{ id: ligne.dossier_id }} className="greffe-numero">
                  {ligne.number}
                </Link>
              </th>
              <td>
                {ligne.title}
                {ligne.urgent && (
                  <>
                    {" "}
                    <span className="fr-badge fr-badge--sm fr-badge--warning">Urgent</span>
                  </>
                )}
              </td>
              <td>{ligne.stage_label}</td>
              <td>{chambre(ligne.chambre)}</td>
              <td>{ligne.rapporteurs.map(({ name }) => name).join(", ") || "—"}</td>
              <td className="greffe-nombre">{ligne.formed_on ? dateCourte(ligne.formed_on) : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
