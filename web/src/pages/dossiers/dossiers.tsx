import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { dossiers, referentiel } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { exporterCsv } from "./export-csv";
import { enMots, Filtres, Recherche } from "./filtres";
import { Liste } from "./liste";
import { Recherches } from "./recherches";
import { Stock } from "./stock";

/** The list: every filter stands in the address, so that a search can be kept, sent and gone back to. */
export function DossiersPage() {
  const filtres = useSearch({ from: "/dossiers" });
  const { data: ref } = useQuery(referentiel);
  const lus = useInfiniteQuery(dossiers(filtres));
  const { data, error, refetch, isPlaceholderData, hasNextPage } = lus;
  const liste = useRef<HTMLDivElement>(null);
  useAnnonceResultat(isPlaceholderData ? undefined : data?.items.length, hasNextPage);
  const criteres = enMots(filtres, ref, data?.items);
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Dossiers" />
        <div className="greffe-actions">
          <Link to="/controles" className="fr-btn fr-btn--sm fr-btn--secondary">
            Contrôle de régularité
          </Link>
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
      <MentionImpression>{criteres.length > 0 ? criteres.join(" · ") : "Tous les dossiers ouverts"}</MentionImpression>
      <Recherche key={filtres.q ?? ""} q={filtres.q ?? ""} />
      <Recherches filtres={filtres} />
      <Filtres filtres={filtres} referentiel={ref} lignes={data?.items} />
      {error && !data ? (
        <ErreurSection quoi="La liste" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="les dossiers" />
      ) : (
        <div ref={liste} aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
          <Liste lignes={data.items} encore={hasNextPage} filtres={filtres} referentiel={ref} />
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

/** Says how many answer a search that has just changed; the page already shows it to who sees. */
function useAnnonceResultat(nombre: number | undefined, encore: boolean): void {
  const adresse = JSON.stringify(useSearch({ from: "/dossiers" }));
  const dite = useRef(adresse);
  useEffect(() => {
    if (nombre === undefined || dite.current === adresse) return;
    dite.current = adresse;
    annoncer(nombre === 0 ? "Aucun dossier." : `${encore ? "Plus de " : ""}${pluriel(nombre, "dossier")}.`);
  }, [nombre, encore, adresse]);
}
