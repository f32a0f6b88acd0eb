import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { peutEnregistrer } from "../../api/droits";
import { controle, controlesDe } from "../../api/requetes";
import type { Dossier, RapportControle } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { Suite, suiteDe } from "../../composants/suite";
import { ChoixJalon } from "../controle/choix-jalon";
import { Constats } from "../controle/constats";
import { bilan, jalonDe } from "../controle/mots";
import { Parts } from "../controle/parts";
import { Passages } from "../controle/passages";
import { TableauControles } from "../controle/tableau-controles";

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

/** What stops the milestone in the dossiers joined to this one: a common act passes it in each of them, or in none. */
function Joints({ rapport, dossier, membres }: { rapport: RapportControle; dossier: Dossier; membres: string[] }) {
  const jalon = jalonDe(rapport.milestone) ?? "audiencement";
  const lus = useInfiniteQuery(controlesDe(membres, jalon));
  const { data, error, refetch } = lus;
  const liste = useRef<HTMLElement>(null);
  return (
    <>
      <section aria-labelledby="titre-joints" ref={liste} data-joints>
        <h4 className="fr-h6 fr-mt-4w" id="titre-joints">
          Dossiers joints
        </h4>
        {error && !data ? (
          <ErreurSection quoi="Le contrôle des dossiers joints" cause={error} reessayer={() => void refetch()} />
        ) : !data ? (
          <Attente quoi="le contrôle des dossiers joints" />
        ) : (
          <>
            {data.items.length > 0 ? (
              <TableauControles rapports={data.items} jalon={jalon} />
            ) : (
              <p className="greffe-vide">Aucun dossier joint que vous puissiez lire n’attend ce jalon.</p>
            )}
            <Suite liste={liste} montres={data.items.length} nom={["dossier joint", "dossiers joints"]} {...suiteDe(lus)} />
          </>
        )}
      </section>
      <Passages rapport={rapport} dossier={dossier} joints={{ nombre: membres.length, lus: data?.items ?? [] }} />
    </>
  );
}

function Rapport({ rapport, dossier }: { rapport: RapportControle; dossier: Dossier }) {
  const membres = dossier.group?.head_id === dossier.dossier_id ? dossier.group.members.map(({ dossier_id }) => dossier_id) : [];
  return (
    <>
      <h3 className="fr-h5 fr-mt-2w">{rapport.milestone_label}</h3>
      <p className={rapport.stops ? "fr-text--bold" : undefined} role="status" data-arrete={rapport.stops}>
        {bilan(rapport)}
      </p>
      <Constats rapport={rapport} niveau="h4" offrir={peutEnregistrer(dossier)} />
      {membres.length > 0 ? (
        <Joints rapport={rapport} dossier={dossier} membres={membres} />
      ) : (
        <Passages rapport={rapport} dossier={dossier} />
      )}
      <Parts parts={rapport.parts} />
    </>
  );
}
