import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { RadioButtons } from "@codegouvfr/react-dsfr/RadioButtons";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { deciderDemande, useCommande } from "../../api/commandes";
import type { Candidat, Demande, SaisieDecisionDemande } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";
import { Candidats } from "./candidats";
import { NATURES } from "./mots";

type Issue = SaisieDecisionDemande["outcome"];

const ISSUES: [Issue, string, string][] = [
  ["non_pourvoi", NATURES.non_pourvoi, "Aucun dossier n’est retenu."],
  ["partiel", NATURES.partiel, "Aucun pourvoi, mais une demande d’aide juridictionnelle est en cours."],
  ["date_pourvoi", NATURES.date_pourvoi, "Les dossiers retenus portent le pourvoi, dont la date est donnée."],
  ["renvoi", "Renvoi de la demande", "Incomplète ou mal adressée : le demandeur lit le motif."],
];

/** The decision of a greffier, on what the search shows. */
export function Decider({ demande }: { demande: Demande }) {
  const client = useQueryClient();
  const [issue, setIssue] = useState<Issue>();
  const [retenus, setRetenus] = useState(new Set<string>());
  const [reason, setReason] = useState("");
  const [aid_requested_on, setJourAide] = useState("");
  const [aid_reference, setReferenceAide] = useState("");
  const relire = () => void client.invalidateQueries({ queryKey: ["certificats"] });
  const decider = useCommande(
    async (corps: SaisieDecisionDemande, cle) => {
      try {
        return await deciderDemande(demande.demand_id, demande.version, corps, cle);
      } catch (cause) {
        // What the search finds has changed, or somebody else decided: shown anew, beside what was typed.
        relire();
        throw cause;
      }
    },
    (reponse) => {
      annoncer(reponse.kind ? `${NATURES[reponse.kind]} n° ${reponse.number} délivré.` : "La demande est renvoyée.");
      relire();
    },
  );
  const erreurs = decider.erreur?.champs ?? new Map<string, string>();
  const retenir = (id: string, oui: boolean) => {
    const suite = new Set(retenus);
    if (oui) suite.add(id);
    else suite.delete(id);
    setRetenus(suite);
  };
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    if (!issue) return;
    const aide = issue === "partiel" ? { aid_requested_on: aid_requested_on || undefined, aid_reference: aid_reference || undefined } : {};
    // What a new search no longer finds is retained no longer.
    const dossier_ids = demande.candidates.flatMap(({ dossier_id }) => (dossier_id && retenus.has(dossier_id) ? [dossier_id] : []));
    const aid_ids = demande.candidates.flatMap(({ aid_id }) => (aid_id && retenus.has(aid_id) ? [aid_id] : []));
    void decider.envoyer({ outcome: issue, dossier_ids, aid_ids: aid_ids.length > 0 ? aid_ids : undefined, reason: reason.trim() || undefined, ...aide });
  };
  const choix = ({ dossier_id, aid_id, number, hidden }: Candidat) => {
    const id = dossier_id ?? aid_id;
    if (!id || hidden) return null;
    return (
      <div className="fr-checkbox-group fr-checkbox-group--sm">
        <input type="checkbox" id={`retenir-${id}`} checked={retenus.has(id)} onChange={(e) => retenir(id, e.target.checked)} />
        <label className="fr-label" htmlFor={`retenir-${id}`}>
          Retenir {aid_id ? "la demande" : "le dossier"} {number}
        </label>
      </div>
    );
  };
  return (
    <form noValidate onSubmit={envoyer} aria-label="Décision sur la demande">
      <AlerteErreur erreur={decider.erreur} />
      {demande.overflow && (
        <Alert
          severity="warning"
          small
          description="Plus de dossiers ressemblent à la décision que la recherche n’en montre : la demande ne peut qu’être renvoyée pour être précisée."
        />
      )}
      {demande.candidates.length === 0 && (
        <Alert
          severity="info"
          small
          description="Aucun dossier ne ressemble à la décision. En matière d’élections professionnelles, une déclaration faite au greffe du tribunal peut être encore en chemin : vérifiez avant de délivrer."
        />
      )}
      <Candidats candidats={demande.candidates} choix={choix} />
      <section aria-labelledby="titre-decider" className="greffe-formulaire">
        <h2 id="titre-decider" className="fr-h5">
          Décision
        </h2>
        <RadioButtons
          legend="Réponse à la demande"
          options={ISSUES.map(([code, label, hintText]) => ({
            label,
            hintText,
            nativeInputProps: { value: code, checked: issue === code, onChange: () => setIssue(code) },
          }))}
        />
        {issue === "partiel" && (
          <div className="greffe-colonnes">
            <Input
              label="Aide demandée le"
              hintText="Si rien de retenu ne porte la demande."
              state={erreurs.has("aid_requested_on") ? "error" : "default"}
              stateRelatedMessage={erreurs.get("aid_requested_on")}
              nativeInputProps={{ type: "date", value: aid_requested_on, onChange: (e) => setJourAide(e.target.value) }}
            />
            <Input
              label="Numéro au bureau d’aide juridictionnelle"
              hintText="Facultatif."
              nativeInputProps={{ value: aid_reference, onChange: (e) => setReferenceAide(e.target.value) }}
            />
          </div>
        )}
        <Input
          textArea
          label="Motif"
          hintText="Obligatoire si un dossier est écarté ou la demande renvoyée."
          state={erreurs.has("reason") ? "error" : "default"}
          stateRelatedMessage={erreurs.get("reason")}
          nativeTextAreaProps={{ rows: 3, value: reason, onChange: (e) => setReason(e.target.value) }}
        />
        <Button type="submit" disabled={!issue} nativeButtonProps={occupe(decider.enCours)}>
          {decider.enCours ? "Enregistrement…" : "Décider"}
        </Button>
      </section>
    </form>
  );
}
