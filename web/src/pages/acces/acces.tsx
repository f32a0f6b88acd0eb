import { useQuery } from "@tanstack/react-query";
import { acces } from "../../api/requetes";
import type { Acces } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { TitrePage } from "../../composants/titre-page";
import { UnAcces } from "./un-acces";

/** Accesses to papers of other people's dossiers: those that wait for the reader first, then their own, then what they are told of. */
export function AccesPage() {
  const { data, error, refetch } = useQuery(acces(undefined, false));
  return (
    <>
      <TitrePage titre="Accès aux papiers d’un dossier" />
      <p>
        Un magistrat d’une autre chambre demande à lire les mémoires et les pièces d’un dossier, avec son motif. En urgence, un président
        et une seconde personne ouvrent pour deux heures tous les papiers, sauf ceux du délibéré&nbsp;; l’accès est revu ensuite. La
        demande se fait depuis la page du dossier.
      </p>
      {error && !data ? (
        <ErreurSection quoi="Les accès" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Listes accesses={data.items} />
      ) : (
        <Attente quoi="les accès" />
      )}
    </>
  );
}

function Listes({ accesses }: { accesses: Acces[] }) {
  const attendus = accesses.filter(({ own, may }) => !own && may.some((geste) => geste !== "retrait"));
  const siens = accesses.filter(({ own }) => own);
  const autres = accesses.filter((un) => !un.own && !attendus.includes(un));
  if (accesses.length === 0) return <p className="greffe-vide">Aucun accès ne vous est dit à ce jour.</p>;
  return (
    <>
      <Liste titre="Qui vous attendent" accesses={attendus} />
      <Liste titre="Que vous avez demandés" accesses={siens} />
      <Liste titre="Dont vous êtes informé" accesses={autres} />
    </>
  );
}

function Liste({ titre, accesses }: { titre: string; accesses: Acces[] }) {
  if (accesses.length === 0) return null;
  return (
    <section aria-label={titre}>
      <h2 className="fr-h5">{titre}</h2>
      {accesses.map((un) => (
        <UnAcces key={un.access_id} acces={un} />
      ))}
    </section>
  );
}
