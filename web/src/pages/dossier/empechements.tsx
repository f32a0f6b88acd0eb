import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { direEmpechement, useCommande } from "../../api/commandes";
import { peutDeclarerEmpechement } from "../../api/droits";
import { agents, empechements, session } from "../../api/requetes";
import type { Agent, Dossier, Empechement, SaisieEmpechement } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { dateLongue, libelle } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { useNoms } from "../../composants/taches";

/** Déport and récusation are acts of the journal, not declared here. */
const CAUSES: Record<string, string> = {
  juge_du_fond: "A connu de l’affaire en premier ou en dernier ressort (COJ, art. L. 111-9)",
  cause_de_recusation: "A déclaré une cause de récusation (COJ, art. L. 111-6)",
  recusation_demandee: "Récusation demandée, sur laquelle il n’est pas statué (CPC, art. 341 à 348)",
  commission_instruction: "Appartient à la commission d’instruction saisie de la demande (CPP, art. 623-1)",
  siege_en_revision: "Siège à la Cour de révision (CPP, art. 625)",
};
const cause = ({ kind }: Empechement) => CAUSES[kind ?? ""] ?? libelle(kind ?? "");

/** What stands between magistrates and the dossier, for those who may say it. */
export function Empechements({ dossier }: { dossier: Dossier }) {
  const { data: ouverte } = useQuery(session);
  return ouverte && peutDeclarerEmpechement(ouverte, dossier) ? <Section dossier={dossier} /> : null;
}

function Section({ dossier: { dossier_id } }: { dossier: Dossier }) {
  const client = useQueryClient();
  const titre = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useQuery(empechements(dossier_id));
  const commande = useCommande(
    (corps: SaisieEmpechement, cle) => direEmpechement(dossier_id, corps, cle),
    (_, { impediment_id }) => {
      annoncer(impediment_id ? "L’empêchement est retiré." : "L’empêchement est déclaré.");
      if (impediment_id) donnerFoyer(titre.current);
      void client.invalidateQueries({ queryKey: empechements(dossier_id).queryKey });
    },
  );
  return (
    <section aria-labelledby="titre-empechements" className="fr-mb-4w">
      <h2 id="titre-empechements" className="fr-h5" ref={titre}>
        Empêchements
      </h2>
      <p className="greffe-mention">Le magistrat empêché n’est plus proposé dans ce dossier. Un déport ou une récusation admise s’inscrivent au journal.</p>
      {error && !data ? (
        <ErreurSection quoi="Les empêchements" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="les empêchements" />
      ) : data.items.length === 0 ? (
        <p className="greffe-vide">Aucun empêchement n’est déclaré.</p>
      ) : (
        <ul className="greffe-echeances">
          {data.items.map((un) => (
            <Un key={un.impediment_id} empechement={un} enCours={commande.enCours} retirer={() => void commande.envoyer({ impediment_id: un.impediment_id })} />
          ))}
        </ul>
      )}
      <AlerteErreur erreur={commande.erreur} />
      <Declaration champs={commande.erreur?.champs} enCours={commande.enCours} declarer={commande.envoyer} />
    </section>
  );
}

function Un({ empechement, enCours, retirer }: { empechement: Empechement; enCours: boolean; retirer: () => void }) {
  const [aConfirmer, setAConfirmer] = useState(false);
  const revenu = useRef(false);
  const ligne = useRef<HTMLLIElement>(null);
  const revenir = () => {
    revenu.current = true;
    setAConfirmer(false);
  };
  // Once the button is there again.
  useEffect(() => {
    if (!aConfirmer && revenu.current) donnerFoyer(ligne.current?.querySelector("button"));
  }, [aConfirmer]);
  const noms = useNoms();
  const { impediment_id, agent_name, said_by, said_at } = empechement;
  const qui = agent_name ?? "Personne inconnue du registre";
  return (
    <li data-empechement={impediment_id} ref={ligne}>
      <p className="fr-mb-0">
        <strong>{qui}</strong>&nbsp;: {cause(empechement)}
      </p>
      <p className="greffe-mention fr-mb-1w">
        Dit par {noms(said_by)}
        {said_at && `, le ${dateLongue(said_at)}`}
      </p>
      {aConfirmer ? (
        <Confirmation qui={qui} enCours={enCours} confirmer={retirer} revenir={revenir} />
      ) : (
        <Button size="small" priority="tertiary" onClick={() => setAConfirmer(true)}>
          Retirer<span className="fr-sr-only"> l’empêchement de {qui}</span>
        </Button>
      )}
    </li>
  );
}

interface PropsConfirmation {
  qui: string;
  enCours: boolean;
  confirmer: () => void;
  revenir: () => void;
}

function Confirmation({ qui, enCours, confirmer, revenir }: PropsConfirmation) {
  const ref = useRef<HTMLDivElement>(null);
  // Before anyone can see it: a key pressed at once is meant for it.
  useLayoutEffect(() => ref.current?.focus(), []);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={ref}
      tabIndex={-1}
      role="alertdialog"
      aria-labelledby="titre-retrait"
      className="greffe-bloc"
      onKeyDown={(touche) => touche.key === "Escape" && revenir()}
    >
      <h3 id="titre-retrait" className="fr-h6">
        Retirer l’empêchement de {qui}&nbsp;?
      </h3>
      <p>Ce magistrat pourra de nouveau être proposé dans ce dossier.</p>
      <div className="greffe-actions fr-mb-2w">
        <Button size="small" onClick={confirmer} nativeButtonProps={occupe(enCours)}>
          Confirmer le retrait
        </Button>
        <Button size="small" priority="secondary" onClick={revenir}>
          Revenir
        </Button>
      </div>
    </div>
  );
}

interface PropsDeclaration {
  champs: Map<string, string> | undefined;
  enCours: boolean;
  declarer: (corps: SaisieEmpechement) => Promise<unknown>;
}

function Declaration({ champs, enCours, declarer }: PropsDeclaration) {
  const [qui, setQui] = useState("");
  const [kind, setKind] = useState("");
  const [verifie, setVerifie] = useState(false);
  const magistrats = useMagistrats();
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    if (!qui || !kind) return;
    void declarer({ agent_id: qui, kind }).then((dit) => {
      if (!dit) return;
      setQui("");
      setKind("");
      setVerifie(false);
    });
  };
  return (
    <form noValidate onSubmit={soumettre} aria-label="Déclarer un empêchement">
      <Select
        label="Magistrat empêché"
        state={verifie && !qui ? "error" : "default"}
        stateRelatedMessage="Choisissez dans la liste."
        nativeSelectProps={{ value: qui, onChange: (e) => setQui(e.target.value) }}
      >
        <option value="">Choisir…</option>
        {magistrats.map(({ agent_id, display_name }) => (
          <option key={agent_id} value={agent_id}>
            {display_name}
          </option>
        ))}
      </Select>
      <Select
        label="Cause"
        state={(verifie && !kind) || champs?.has("kind") ? "error" : "default"}
        stateRelatedMessage={champs?.get("kind") ?? "Choisissez dans la liste."}
        nativeSelectProps={{ value: kind, onChange: (e) => setKind(e.target.value) }}
      >
        <option value="">Choisir…</option>
        {Object.entries(CAUSES).map(([code, mots]) => (
          <option key={code} value={code}>
            {mots}
          </option>
        ))}
      </Select>
      <Button type="submit" size="small" priority="secondary" nativeButtonProps={occupe(enCours)}>
        {enCours ? "Envoi…" : "Déclarer l’empêchement"}
      </Button>
    </form>
  );
}

/** Of any chamber: who sat below may sit anywhere today. */
function useMagistrats(): Agent[] {
  const { data: siege } = useQuery(agents("magistrat_siege"));
  const { data: presidents } = useQuery(agents("president"));
  const { data: parquet } = useQuery(agents("avocat_general"));
  const tous = [siege, presidents, parquet].flatMap((lus) => lus?.items ?? []);
  return [...new Map(tous.map((agent) => [agent.agent_id, agent])).values()].toSorted((a, b) => a.display_name.localeCompare(b.display_name, "fr"));
}
