import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { inscrireActeSurLaCour, useCommande } from "../../api/commandes";
import type { ActeSurLaCour, Cour, SaisieActeSurLaCour } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE, majuscule } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { ACTE_VIDE, aRegler, manques, NATURES, type SaisieActe } from "./mots";

const DECISION_MAX = 500;

/** The command, after which all that names a chamber is read anew. */
function useInscription(dit: string, apres: () => void) {
  const client = useQueryClient();
  return useCommande(inscrireActeSurLaCour, () => {
    annoncer(dit);
    void client.invalidateQueries();
    apres();
  });
}

/** An act on a chamber or a section, with what it leaves to be settled said before it is recorded. */
export function InscrireActe({ lue }: { lue: Cour }) {
  const [saisie, setSaisie] = useState(ACTE_VIDE);
  const [verifie, setVerifie] = useState(false);
  const commande = useInscription("L’acte est inscrit.", () => {
    setSaisie(ACTE_VIDE);
    setVerifie(false);
  });
  const changer = (champs: Partial<SaisieActe>) => setSaisie({ ...saisie, ...champs });
  const { nature, surSection } = saisie;
  const manque = manques(saisie);
  const etat = (champ: keyof SaisieActe, nom: string) => {
    const dit = commande.erreur?.champs.get(nom) ?? (verifie ? manque[champ] : undefined);
    return { state: dit ? ("error" as const) : ("default" as const), stateRelatedMessage: dit };
  };
  const neuve = nature === "ouverte" && !surSection;
  const ouvertes = lue.chambres.filter(({ closed_on }) => !closed_on);
  const chambre = ouvertes.find(({ code }) => code === saisie.chambre);
  const sections = chambre?.sections.filter(({ closed_on }) => !closed_on) ?? [];
  const reste = !surSection && chambre && (nature === "fermee" || nature === "reunie") ? aRegler(chambre) : [];
  const vers = surSection ? sections.filter(({ code }) => code !== saisie.section) : ouvertes.filter(({ code }) => code !== saisie.chambre);
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    if (Object.keys(manque).length > 0) return;
    const corps: SaisieActeSurLaCour = {
      version: lue.version,
      kind: nature,
      chambre: saisie.chambre,
      day: saisie.jour,
      reason: saisie.decision.trim(),
      ...(surSection && { section: saisie.section.trim() }),
      ...((nature === "ouverte" || nature === "renommee") && { label: saisie.nom.trim() }),
      ...(nature === "reunie" && { into: saisie.vers }),
      ...(neuve && { minute: saisie.minute }),
    };
    void commande.envoyer(corps);
  };
  return (
    <form className="greffe-formulaire" noValidate onSubmit={soumettre} aria-labelledby="titre-acte">
      <h2 id="titre-acte" className="fr-h5">
        Inscrire un acte
      </h2>
      <AlerteErreur erreur={commande.erreur} />
      <Select label="Acte" nativeSelectProps={{ value: nature, onChange: (e) => changer({ nature: e.target.value as SaisieActe["nature"], chambre: "", section: "", vers: "" }) }}>
        {(["ouverte", "renommee", "reunie", "fermee"] as const).map((une) => (
          <option key={une} value={une}>
            {NATURES[une]}
          </option>
        ))}
      </Select>
      <Select
        label="Sur"
        nativeSelectProps={{
          value: surSection ? "section" : "chambre",
          onChange: (e) => changer({ surSection: e.target.value === "section", chambre: "", section: "", vers: "" }),
        }}
      >
        <option value="chambre">Une chambre</option>
        <option value="section">Une section d’une chambre</option>
      </Select>
      <Select
        label={neuve ? "Code de la chambre" : "Chambre"}
        hint={neuve ? "Il ne change plus, et n’est plus donné à une autre." : undefined}
        {...etat("chambre", "chambre")}
        nativeSelectProps={{ value: saisie.chambre, onChange: (e) => changer({ chambre: e.target.value, section: "", vers: "" }) }}
      >
        <option value="">Choisir…</option>
        {neuve
          ? lue.free_codes.map((code) => <option key={code}>{code}</option>)
          : ouvertes.map(({ code, label }) => (
              <option key={code} value={code}>
                {majuscule(label)}
              </option>
            ))}
      </Select>
      {surSection && nature === "ouverte" && (
        <Input
          label="Code de la section"
          hintText="Ce que portent les fiches des personnes, par exemple 1. Il ne change plus."
          {...etat("section", "section")}
          nativeInputProps={{ value: saisie.section, maxLength: 100, onChange: (e) => changer({ section: e.target.value }) }}
        />
      )}
      {surSection && nature !== "ouverte" && (
        <Select label="Section" {...etat("section", "section")} nativeSelectProps={{ value: saisie.section, onChange: (e) => changer({ section: e.target.value, vers: "" }) }}>
          <option value="">Choisir…</option>
          {sections.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
      )}
      {(nature === "ouverte" || nature === "renommee") && (
        <Input
          label={nature === "ouverte" ? "Nom" : "Nouveau nom"}
          {...etat("nom", "label")}
          nativeInputProps={{ value: saisie.nom, maxLength: 200, onChange: (e) => changer({ nom: e.target.value }) }}
        />
      )}
      {nature === "reunie" && (
        <Select label="Réunie à" {...etat("vers", "into")} nativeSelectProps={{ value: saisie.vers, onChange: (e) => changer({ vers: e.target.value }) }}>
          <option value="">Choisir…</option>
          {vers.map(({ code, label }) => (
            <option key={code} value={code}>
              {majuscule(label)}
            </option>
          ))}
        </Select>
      )}
      {neuve && (
        <Input
          label="Lettres des minutes"
          hintText="Deux lettres ou chiffres, devant le numéro dans l’ECLI, par exemple C4."
          {...etat("minute", "minute")}
          nativeInputProps={{ value: saisie.minute, maxLength: 2, onChange: (e) => changer({ minute: e.target.value.toLocaleUpperCase("fr") }) }}
        />
      )}
      <Jour label="À compter du" valeur={saisie.jour} changer={(jour) => changer({ jour })} erreur={etat("jour", "day").stateRelatedMessage} />
      <Decision valeur={saisie.decision} changer={(decision) => changer({ decision })} {...etat("decision", "reason")} />
      {reste.length > 0 && (
        <Alert
          small
          severity="warning"
          className="fr-mb-3w"
          description={`Dans cette chambre, il reste aujourd’hui${INSECABLE}: ${reste.join(", ")}. L’acte ne les déplace pas.`}
        />
      )}
      <Button type="submit" nativeButtonProps={occupe(commande.enCours)}>
        {commande.enCours ? "Envoi…" : "Inscrire l’acte"}
      </Button>
    </form>
  );
}

interface PropsDecision {
  valeur: string;
  changer: (valeur: string) => void;
  state: "error" | "default";
  stateRelatedMessage: string | undefined;
}

function Decision({ valeur, changer, ...etat }: PropsDecision) {
  return (
    <Input
      label="Décision qui fonde cet acte"
      hintText="Un décret pour une chambre (COJ R421-3), une ordonnance du premier président pour une section, avec son jour."
      {...etat}
      nativeInputProps={{ value: valeur, maxLength: DECISION_MAX, onChange: (e) => changer(e.target.value) }}
    />
  );
}

/** Withdraws an act that was recorded wrongly. */
export function AnnulerActe({ lue, acte, fermer }: { lue: Cour; acte: ActeSurLaCour; fermer: () => void }) {
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => donnerFoyer(titre.current), []);
  const [decision, setDecision] = useState("");
  const [verifie, setVerifie] = useState(false);
  const commande = useInscription("L’acte est annulé.", fermer);
  const dit = commande.erreur?.champs.get("reason") ?? (verifie && !decision.trim() ? "Indiquez pourquoi." : undefined);
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    if (decision.trim()) void commande.envoyer({ version: lue.version, kind: "annulee", withdraws: acte.version, reason: decision.trim() });
  };
  return (
    <form className="greffe-formulaire" noValidate onSubmit={soumettre} aria-labelledby="titre-annulation">
      <h2 id="titre-annulation" className="fr-h5" ref={titre} tabIndex={-1}>
        Annuler l’acte n°{INSECABLE}
        {acte.version}
      </h2>
      <AlerteErreur erreur={commande.erreur} />
      <Decision valeur={decision} changer={setDecision} state={dit ? "error" : "default"} stateRelatedMessage={dit} />
      <div className="greffe-actions">
        <Button type="submit" nativeButtonProps={occupe(commande.enCours)}>
          {commande.enCours ? "Envoi…" : "Annuler l’acte"}
        </Button>
        <Button priority="secondary" nativeButtonProps={{ type: "button" }} onClick={fermer}>
          Fermer
        </Button>
      </div>
    </form>
  );
}
