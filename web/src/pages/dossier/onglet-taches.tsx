import { useQuery } from "@tanstack/react-query";
import { tachesDuDossier } from "../../api/requetes";
import type { Dossier } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { ListeTaches, parGravite } from "../../composants/taches";

export function OngletTaches({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery(tachesDuDossier(dossier.dossier_id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les tâches" />;
  const ouvertes = data.items.filter(({ status }) => status === "ouverte").sort(parGravite);
  const closes = data.items.filter(({ status }) => status === "close");
  return (
    <>
      <ListeTaches taches={ouvertes} vide="Aucune tâche n’est ouverte dans ce dossier." sansNumero />
      {closes.length > 0 && (
        <details className="fr-mt-3w">
          <summary>Tâches closes ({closes.length})</summary>
          <ListeTaches taches={closes} vide="" sansNumero />
        </details>
      )}
    </>
  );
}
