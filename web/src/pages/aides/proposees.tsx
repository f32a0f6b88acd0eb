import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { rattacherAide, useCommande, useRafraichir } from "../../api/commandes";
import { peut, peutLireLesAides } from "../../api/droits";
import { aidesDuDossier, session } from "../../api/requetes";
import type { AideProposee, Dossier } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { date } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { decisionAttaquee, demandeur, SENS } from "./mots";

/** Requests of legal aid that the demandeur made about the decision before the pourvoi: to link, so that terms are right. */
export function AidesARattacher({ dossier }: { dossier: Dossier }) {
  const { data: ouverte } = useQuery(session);
  const offre = Boolean(ouverte && peutLireLesAides(ouverte)) && peut(dossier, "enregistrer_aide_juridictionnelle");
  // What is not read is not proposed: the case is shown all the same.
  const { data } = useQuery({ ...aidesDuDossier(dossier.dossier_id), enabled: offre, retry: false });
  if (!offre || !data?.length) return null;
  return (
    <section className="greffe-bloc" aria-labelledby="titre-aides-a-rattacher">
      <h2 id="titre-aides-a-rattacher" className="fr-h5">
        Aide juridictionnelle demandée avant le pourvoi
      </h2>
      <p>
        Le registre du bureau porte une demande sur cette décision. Rattachée, elle s’inscrit au journal et le délai du pourvoi en tient
        compte.
      </p>
      <ul className="greffe-candidats">
        {data.map((proposee) => (
          <li key={proposee.aid.aid_id}>
            <ARattacher dossier={dossier} proposee={proposee} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ARattacher({ dossier, proposee: { aid, verdict, party_id } }: { dossier: Dossier; proposee: AideProposee }) {
  const client = useQueryClient();
  const rafraichir = useRafraichir();
  const rattacher = useCommande(
    (_: undefined, cle) => rattacherAide(aid.aid_id, aid.version, { dossier_id: dossier.dossier_id, party_id }, cle),
    ({ dossier_version }) => {
      annoncer(`La demande ${aid.number} est rattachée au dossier.`);
      void client.invalidateQueries({ queryKey: ["aides"] });
      rafraichir(dossier.dossier_id, dossier_version);
    },
  );
  return (
    <>
      <AlerteErreur erreur={rattacher.erreur} />
      <p className="fr-mb-1w">
        <MotsAide aide={aid} certaine={verdict === "certain"} />
      </p>
      <Button size="small" priority="secondary" onClick={() => void rattacher.envoyer(undefined)} nativeButtonProps={occupe(rattacher.enCours)}>
        {rattacher.enCours ? "Enregistrement…" : `Rattacher la demande ${aid.number}`}
      </Button>
    </>
  );
}

/** A request in one sentence. */
export function MotsAide({ aide, certaine }: { aide: AideProposee["aid"]; certaine: boolean }) {
  const { outcome, ruled_on } = aide.facts;
  return (
    <>
      <Link to="/aides/$aide" params={{ aide: aide.aid_id }} className="greffe-numero">
        {aide.number}
      </Link>{" "}
      — {demandeur(aide.facts)}, {decisionAttaquee(aide.facts)}&nbsp;; demandée le {date(aide.facts.requested_on)}
      {outcome && ruled_on ? `, ${SENS[outcome]?.toLocaleLowerCase("fr") ?? outcome} le ${date(ruled_on)}` : ", en cours d’examen"}.
      {!certaine && " À vérifier : la décision ou le nom diffère un peu."}
    </>
  );
}
