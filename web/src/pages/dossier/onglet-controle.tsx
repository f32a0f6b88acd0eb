import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { peutEnregistrer } from "../../api/droits";
import { controle } from "../../api/requetes";
import type { Dossier, RapportControle } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { ChoixJalon } from "../controle/choix-jalon";
import { Constats } from "../controle/constats";
import { bilan } from "../controle/mots";
import { Parts } from "../controle/parts";
import { Passages } from "../controle/passages";

/** The gate before a milestone: every service is asked when the tab is opened, and again when one wants. */
export function OngletControle({ dossier }: { dossier: Dossier }) {
  const { jalon } = useSearch({ from: "/dossiers/$id" });
  const naviguer = useNavigate({ from: "/dossiers/$id" });
  const { data, error, refetch, isFetching } = useQuery(controle(dossier.dossier_id, jalon, dossier.version));
  return (
    <>
      <div className="greffe-filtres" role="group" aria-label="Jalon contrôlé">
        <ChoixJalon
          jalon={jalon}
          suivant={jalon ? "" : (data?.milestone_label ?? "")}
          choisir={(choisi) => void naviguer({ search: (avant) => ({ ...avant, jalon: choisi }), replace: true, resetScroll: false })}
        />
        <Button priority="secondary" iconId="fr-icon-refresh-line" disabled={isFetching} onClick={() => void refetch()}>
          Contrôler de nouveau
        </Button>
      </div>
      {error && !data ? (
        <ErreurSection quoi="Le contrôle" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Rapport rapport={data} dossier={dossier} />
      ) : (
        <Attente quoi="le contrôle" />
      )}
    </>
  );
}

function Rapport({ rapport, dossier }: { rapport: RapportControle; dossier: Dossier }) {
  return (
    <>
      <h3 className="fr-h5 fr-mt-2w">{rapport.milestone_label}</h3>
      <p className={rapport.stops ? "fr-text--bold" : undefined} role="status" data-arrete={rapport.stops}>
        {bilan(rapport)}
      </p>
      <Constats rapport={rapport} niveau="h4" offrir={peutEnregistrer(dossier)} />
      <Passages rapport={rapport} dossier={dossier} />
      <Parts parts={rapport.parts} />
    </>
  );
}
