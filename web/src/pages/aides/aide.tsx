import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { modifierAide, useCommande } from "../../api/commandes";
import { aide } from "../../api/requetes";
import type { Aide } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { ChampsAide } from "./champs";
import { faitsDe, saisieDe } from "./formulaire";
import { delai, demandeur, ETATS, RESIDENCES, SENS, SENS_RECOURS } from "./mots";

/** A request: what is known of it, what it does to the term, and what becomes of it. */
export function AidePage() {
  const { aide: id } = useParams({ from: "/aides/$aide" });
  const { data, error, refetch } = useQuery(aide(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  return (
    <>
      <TitrePage titre={data ? `Demande n° ${data.number}` : "Demande d’aide juridictionnelle"} />
      {!data ? (
        <Attente quoi="la demande" />
      ) : (
        <>
          <Resume lue={data} />
          {data.permissions.includes("tenir_registre_aides") && <Modifier key={data.aid_id} lue={data} />}
          <Versions lue={data} />
        </>
      )}
      <p className="fr-mt-3w">
        <Link to="/aides">Le registre des demandes</Link>
      </p>
    </>
  );
}

function Resume({ lue }: { lue: Aide }) {
  const { facts } = lue;
  const jour = (valeur: string | null | undefined) => valeur && date(valeur);
  const avec = (mots: string | undefined, valeur: string | null | undefined) => valeur && `${mots ?? ""}, le ${date(valeur)}`;
  const lignes: [string, string | null | undefined][] = [
    ["État", ETATS[lue.state]],
    ["Délai du pourvoi", lue.term_state ? delai(lue) : null],
    ["Demandeur", `${demandeur(facts)} (${RESIDENCES[facts.residence ?? "metropole"]?.toLocaleLowerCase("fr")})`],
    ["Adversaires", facts.adversaries?.join(", ")],
    ["Demandée le", date(facts.requested_on)],
    ["Numéro du bureau", facts.reference],
    ["Juridiction", facts.court],
    ["Décision du", jour(facts.rendered_on)],
    ["Numéro d’affaire", facts.case_number],
    ["Décision notifiée le", jour(facts.notified_on)],
    ["Décision du bureau", avec(SENS[facts.outcome ?? ""], facts.ruled_on)],
    ["Notifiée au demandeur le", jour(facts.ruling_notified_on)],
    ["Avocat désigné", avec(lue.office_name ?? "Cabinet non indiqué", facts.designated_on)],
    ["Recours formé le", jour(facts.appealed_on)],
    ["Décision sur le recours", avec(SENS_RECOURS[facts.appeal_outcome ?? ""], facts.appeal_ruled_on)],
    ["Recours notifié le", jour(facts.appeal_notified_on)],
    ["Inscrite", lue.registered_at && dateLongue(lue.registered_at)],
  ];
  return (
    <section aria-labelledby="titre-aide">
      <h2 id="titre-aide" className="fr-h5">
        Ce qui est inscrit
      </h2>
      <dl className="greffe-faits">
        {lignes.map(
          ([nom, valeur]) =>
            valeur && (
              <div key={nom}>
                <dt>{nom}</dt>
                <dd>{valeur}</dd>
              </div>
            ),
        )}
      </dl>
      {lue.state === "rattachee" && (
        <p>
          {lue.dossier_id ? (
            <>
              Rattachée au pourvoi{" "}
              <Link to="/dossiers/$id" params={{ id: lue.dossier_id }}>
                {lue.dossier_number}
              </Link>
              &nbsp;: la suite s’inscrit à son journal.
            </>
          ) : (
            "Rattachée à un dossier qui ne vous est pas ouvert."
          )}
        </p>
      )}
    </section>
  );
}

/** What became of the request, or what was wrongly entered. */
function Modifier({ lue }: { lue: Aide }) {
  const client = useQueryClient();
  const [saisie, setSaisie] = useState(() => saisieDe(lue.facts, lue.office_name));
  const [annulee, setAnnulee] = useState(lue.state === "annulee");
  const [motif, setMotif] = useState("");
  const relire = () => void client.invalidateQueries({ queryKey: ["aides"] });
  const modifier = useCommande(
    async (_: undefined, cle) => {
      try {
        const corps = { facts: faitsDe(saisie), cancelled: annulee, reason: motif.trim() || undefined };
        return await modifierAide(lue.aid_id, lue.version, corps, cle);
      } catch (cause) {
        // Somebody else changed it: shown anew, beside what was typed.
        relire();
        throw cause;
      }
    },
    () => {
      setMotif("");
      annoncer("La demande est à jour.");
      relire();
    },
  );
  const erreurs = modifier.erreur?.champs ?? new Map<string, string>();
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void modifier.envoyer(undefined);
  };
  return (
    <details className="fr-mt-3w" open={lue.state === "en_cours"}>
      <summary>
        <h2 className="fr-h5 fr-mb-0" style={{ display: "inline" }}>
          Compléter ou corriger
        </h2>
      </summary>
      <form className="greffe-formulaire fr-mt-2w" noValidate onSubmit={envoyer} aria-label="Compléter ou corriger la demande">
        <AlerteErreur erreur={modifier.erreur} />
        <ChampsAide saisie={saisie} changer={setSaisie} erreurs={erreurs} />
        <div className="fr-checkbox-group fr-mb-3w">
          <input id="aide-annulee" type="checkbox" checked={annulee} onChange={(e) => setAnnulee(e.target.checked)} />
          <label className="fr-label" htmlFor="aide-annulee">
            Inscrite par erreur&nbsp;: elle reste au registre et ne compte plus
          </label>
        </div>
        <Input
          textArea
          label="Motif"
          hintText="Obligatoire si quelque chose d’inscrit change ou disparaît. Ajouter ce qui manquait n’en demande pas."
          state={erreurs.has("reason") ? "error" : "default"}
          stateRelatedMessage={erreurs.get("reason")}
          nativeTextAreaProps={{ rows: 2, value: motif, onChange: (e) => setMotif(e.target.value) }}
        />
        <Button type="submit" nativeButtonProps={occupe(modifier.enCours)}>
          {modifier.enCours ? "Enregistrement…" : "Enregistrer"}
        </Button>
      </form>
    </details>
  );
}

/** Who entered what, and why. */
function Versions({ lue }: { lue: Aide }) {
  return (
    <section aria-labelledby="titre-aide-versions" className="fr-mt-3w">
      <h2 id="titre-aide-versions" className="fr-h5">
        Historique
      </h2>
      <ol>
        {lue.versions.map(({ version, recorded_at, actor, reason, facts }) => (
          <li key={version}>
            {dateLongue(recorded_at)}, par {actor}
            {facts.outcome && ` — ${SENS[facts.outcome] ?? facts.outcome}`}
            {reason && ` — ${reason}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
