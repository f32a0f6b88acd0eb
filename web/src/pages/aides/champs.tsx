import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { ChoixCabinet } from "../../composants/choix-cabinet";
import { Jour } from "../../composants/jour";
import type { SaisieAide } from "./formulaire";
import { RESIDENCES, SENS, SENS_RECOURS } from "./mots";

interface Props {
  saisie: SaisieAide;
  changer: (saisie: SaisieAide) => void;
  erreurs: Map<string, string>;
}

type Texte = Exclude<keyof SaisieAide, "office">;

/** Everything that is known of a request, in the order in which it happens. */
export function ChampsAide({ saisie, changer, erreurs }: Props) {
  const erreur = (champ: string) => erreurs.get(`facts.${champ}`);
  const mettre = (champ: Texte) => (valeur: string) => changer({ ...saisie, [champ]: valeur });
  const texte = (champ: Texte, label: string, hintText?: string) => (
    <Input
      label={label}
      hintText={hintText}
      state={erreur(champ) ? "error" : "default"}
      stateRelatedMessage={erreur(champ)}
      nativeInputProps={{ value: saisie[champ], autoComplete: "off", onChange: (e) => mettre(champ)(e.target.value) }}
    />
  );
  const jour = (champ: Texte, label: string, hintText?: string) => (
    <Jour label={label} hintText={hintText} valeur={saisie[champ]} changer={mettre(champ)} erreur={erreur(champ)} />
  );
  const choix = (champ: Texte, label: string, codes: Record<string, string>, aucun?: string) => (
    <Select
      label={label}
      state={erreur(champ) ? "error" : "default"}
      stateRelatedMessage={erreur(champ)}
      nativeSelectProps={{ value: saisie[champ], onChange: (e) => mettre(champ)(e.target.value) }}
    >
      {aucun && <option value="">{aucun}</option>}
      {Object.entries(codes).map(([code, mots]) => (
        <option key={code} value={code}>
          {mots}
        </option>
      ))}
    </Select>
  );
  return (
    <>
      <section className="greffe-bloc" aria-labelledby="titre-aide-demande">
        <h2 id="titre-aide-demande" className="fr-h5">
          Demande
        </h2>
        <div className="greffe-colonnes">
          {jour("requested_on", "Demandée le", "Jour du dépôt ou de l’envoi au bureau.")}
          {texte("reference", "Numéro du bureau (facultatif)")}
        </div>
        <div className="greffe-colonnes">
          {texte("applicant", "Nom ou dénomination du demandeur")}
          {texte("first_names", "Prénoms (facultatif)")}
          {choix("residence", "Résidence", RESIDENCES)}
        </div>
        <Input
          textArea
          label="Adversaires (facultatif)"
          hintText="Un nom par ligne."
          nativeTextAreaProps={{ rows: 2, value: saisie.adversaries, onChange: (e) => mettre("adversaries")(e.target.value) }}
        />
      </section>
      <section className="greffe-bloc" aria-labelledby="titre-aide-decision">
        <h2 id="titre-aide-decision" className="fr-h5">
          Décision attaquée
        </h2>
        <div className="greffe-colonnes">
          {texte("court", "Juridiction", "Celle qui a rendu la décision, avec sa ville.")}
          {jour("rendered_on", "Rendue le", "Ou, à défaut, le numéro d’affaire.")}
        </div>
        <div className="greffe-colonnes">
          {texte("case_number", "Numéro d’affaire (RG)")}
          {jour("notified_on", "Notifiée au demandeur le (facultatif)")}
        </div>
      </section>
      <section className="greffe-bloc" aria-labelledby="titre-aide-bureau">
        <h2 id="titre-aide-bureau" className="fr-h5">
          Décision du bureau
        </h2>
        <div className="greffe-colonnes">
          {choix("outcome", "Sens", SENS, "Pas encore décidée")}
          {jour("ruled_on", "Décidée le")}
          {jour("ruling_notified_on", "Notifiée au demandeur le", "Le nouveau délai court de ce jour, ou de la désignation si elle est plus tardive.")}
        </div>
        <div className="greffe-colonnes">
          {jour("designated_on", "Avocat désigné le")}
          <ChoixCabinet
            libelle="Avocat aux Conseils désigné (facultatif)"
            valeur={saisie.office}
            changer={(office) => changer({ ...saisie, office })}
            erreur={erreur("office_id")}
          />
        </div>
      </section>
      <section className="greffe-bloc" aria-labelledby="titre-aide-recours">
        <h2 id="titre-aide-recours" className="fr-h5">
          Recours devant le premier président
        </h2>
        <div className="greffe-colonnes">
          {jour("appealed_on", "Formé le")}
          {choix("appeal_outcome", "Sens de la décision", SENS_RECOURS, "Pas encore décidé")}
        </div>
        <div className="greffe-colonnes">
          {jour("appeal_ruled_on", "Décidé le")}
          {jour("appeal_notified_on", "Décision notifiée au demandeur le")}
        </div>
      </section>
    </>
  );
}
