import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { changerAudience, proposerRoles, useCommande } from "../../api/commandes";
import { audience } from "../../api/requetes";
import type { LigneDeRole, PropositionDeRole, ResumeAudience } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, dateLongue, pluriel } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { horaire } from "./mots";
import { Refus, Retenir } from "./role";

interface Props {
  chambre: string;
  /** ISO days, both included. */
  du: string;
  au: string;
  /** Those of the period. */
  audiences: ResumeAudience[];
}

/** Dossiers that wait, shared out among all the plans of a period: the service balances, each rôle is taken over or left. */
export function Equilibrer({ chambre, du, au, audiences }: Props) {
  const [proposition, setProposition] = useState<PropositionDeRole>();
  const [faites, setFaites] = useState<string[]>([]);
  const jour = aujourdhui();
  const premier = du < jour ? jour : du;
  const essai = useCommande(
    () => proposerRoles({ chambre, from: premier, to: au }),
    (lue) => {
      setFaites([]);
      setProposition(lue);
    },
  );
  const projets = audiences.filter(({ stage, sitting }) => stage === "provisoire" && sitting.day >= premier);
  if (projets.length < 2) return null;
  const remplies = projets.filter(({ audience_id }) => proposition?.placed.some((ligne) => ligne.audience_id === audience_id));
  return (
    <section className="greffe-section" aria-labelledby="titre-equilibre">
      <h2 id="titre-equilibre" className="fr-h5">
        Rôles à remplir
      </h2>
      <p>
        Les dossiers prêts se répartissent entre les {pluriel(projets.length, "projet")} du mois&nbsp;: les plus pressés à la première audience possible, les
        autres là où il reste le plus de temps. Rien n’est au rôle tant que vous ne l’y mettez pas.
      </p>
      <AlerteErreur erreur={essai.erreur} />
      <Button priority="secondary" nativeButtonProps={{ ...occupe(essai.enCours), type: "button" }} onClick={() => void essai.envoyer(undefined)}>
        {essai.enCours ? "Contrôle des dossiers…" : "Répartir les dossiers prêts"}
      </Button>
      <p aria-live="polite" className="fr-mt-2w">
        {proposition &&
          `${pluriel(proposition.looked_at, "dossier examiné", "dossiers examinés")}, ${pluriel(proposition.placed.length, "proposé")}.${proposition.more ? " D’autres attendent\u00a0: répartissez de nouveau une fois ceux-ci au rôle." : ""}`}
      </p>
      {proposition && (
        <div data-repartition>
          {remplies.map((resume) => {
            const lignes = proposition.placed.filter(({ audience_id }) => audience_id === resume.audience_id);
            return (
              <UnRole
                key={[resume.audience_id, ...lignes.map(({ dossier_id }) => dossier_id)].join(" ")}
                resume={resume}
                lignes={lignes}
                faite={faites.includes(resume.audience_id)}
                fait={() => setFaites((avant) => [...avant, resume.audience_id])}
              />
            );
          })}
          <Refus lignes={proposition.refused} titre="h3" />
          <p className="greffe-mention">
            Règles {proposition.rules}, empreinte <code>{proposition.sha256.slice(0, 16)}</code>
          </p>
        </div>
      )}
    </section>
  );
}

interface PropsUnRole {
  resume: ResumeAudience;
  lignes: LigneDeRole[];
  faite: boolean;
  fait: () => void;
}

/** What one audience would hear: added to what its rôle holds, by an act of its own. */
function UnRole({ resume, lignes, faite, fait }: PropsUnRole) {
  const client = useQueryClient();
  const { audience_id, sitting, minutes } = resume;
  const { data: lue, error } = useQuery(audience(audience_id));
  const commande = useCommande(
    ({ version, entries }: { version: number; entries: { dossier_id: string; minutes: number; reason?: string }[] }, cle) =>
      changerAudience(audience_id, { kind: "role_arrete", version, entries }, cle),
    (apres) => {
      client.setQueryData(audience(audience_id).queryKey, apres);
      void client.invalidateQueries({ queryKey: ["audiences"] });
      annoncer("Le rôle du projet est arrêté.");
      fait();
    },
  );
  const prendre = (nouvelles: { dossier_id: string; minutes: number }[]) => {
    if (!lue) return;
    const la = new Set(lue.entries.map(({ dossier_id }) => dossier_id));
    const actuelles = lue.entries.map((ligne) => ({ dossier_id: ligne.dossier_id, minutes: ligne.minutes, ...(ligne.reason ? { reason: ligne.reason } : {}) }));
    void commande.envoyer({ version: lue.summary.version, entries: [...actuelles, ...nouvelles.filter(({ dossier_id }) => !la.has(dossier_id))] });
  };
  const quand = `${dateLongue(sitting.day)} ${horaire(resume)}`;
  const duree = sitting.to - sitting.from;
  const ajoutees = lignes.reduce((somme, ligne) => somme + ligne.minutes, 0);
  return (
    <section data-repartie={audience_id} aria-label={quand}>
      <h3 className="fr-h6 fr-mt-2w">
        <Link to="/audiences/$audience" params={{ audience: audience_id }}>
          Audience du {quand}
        </Link>
      </h3>
      {faite ? (
        // It stands where the button was, and takes the focus that the button had.
        <p ref={donnerFoyer} className="greffe-recu">
          {pluriel(lignes.length, "dossier proposé", "dossiers proposés")}&nbsp;: le rôle du projet est arrêté.
        </p>
      ) : (
        <>
          <p>
            {minutes}&nbsp;minutes prises et {ajoutees} proposées, sur {duree}.
          </p>
          <AlerteErreur erreur={commande.erreur} />
          {lue ? (
            <Retenir lignes={lignes} pour={quand} enCours={commande.enCours} prendre={prendre} />
          ) : error ? (
            <p>Cette audience ne peut pas être lue. Ouvrez-la, puis remplissez son rôle.</p>
          ) : (
            <Attente quoi="le rôle" />
          )}
        </>
      )}
    </section>
  );
}
