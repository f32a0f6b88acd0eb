import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { tachesDuDossier } from "../../api/requetes";
import type { Dossier } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Suite, suiteDe } from "../../composants/suite";
import { ListeTaches, parGravite } from "../../composants/taches";

export function OngletTaches({ dossier }: { dossier: Dossier }) {
  const lues = useInfiniteQuery(tachesDuDossier(dossier.dossier_id));
  const { data, error, refetch } = lues;
  const liste = useRef<HTMLDivElement>(null);
  if (error && !data) return <ErreurSection quoi="Les tâches" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les tâches" />;
  const ouvertes = data.items.filter(({ status }) => status === "ouverte").sort(parGravite);
  const closes = data.items.filter(({ status }) => status === "close");
  return (
    <div ref={liste}>
      <ListeTaches taches={ouvertes} vide="Aucune tâche n’est ouverte dans ce dossier." sansNumero />
      {closes.length > 0 && (
        <details className="fr-mt-3w">
          <summary>Tâches closes ({closes.length})</summary>
          <ListeTaches taches={closes} vide="" sansNumero />
        </details>
      )}
      <Suite liste={liste} montres={data.items.length} total={data.total} nom={["tâche", "tâches"]} {...suiteDe(lues)} />
    </div>
  );
}
