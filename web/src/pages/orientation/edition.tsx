import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { ecrireRegles, useCommande } from "../../api/commandes";
import { referentiel } from "../../api/requetes";
import type { JeuDeRegles, RegleOrientation, SaisieRegles } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE, majuscule } from "../../composants/formats";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import { LISTES, type Liste, nomDuJeu, valeurs } from "./mots";

const RANG_MAX = 999;
const MOTIF_MAX = 2_000;

/** A rule being typed: lists as one text, answers as words. */
interface Brouillon {
  cle: string;
  rule_id?: string;
  label: string;
  reason: string;
  target: string;
  priority: string;
  from: string;
  until: string;
  procedures: string[];
  listes: Record<Liste, string>;
  detained: string;
  urgent: string;
}

const mot = (reponse: boolean | null | undefined) => (typeof reponse === "boolean" ? (reponse ? "oui" : "non") : "");
const reponse = (mot: string) => (mot ? mot === "oui" : null);

function brouillonDe(regle: RegleOrientation): Brouillon {
  const { rule_id, label, reason, target, priority, when } = regle;
  const listes = Object.fromEntries(LISTES.map(([champ]) => [champ, (when[champ] ?? []).join(" ; ")])) as Record<Liste, string>;
  return {
    cle: rule_id,
    rule_id,
    label,
    reason,
    target,
    priority: String(priority),
    from: regle.from ?? "",
    until: regle.until ?? "",
    procedures: when.procedures ?? [],
    listes,
    detained: mot(when.detained),
    urgent: mot(when.urgent),
  };
}

const nouveau = (priority: number): Brouillon => ({
  cle: crypto.randomUUID(),
  label: "",
  reason: "",
  target: "",
  priority: String(Math.min(priority, RANG_MAX)),
  from: "",
  until: "",
  procedures: [],
  listes: { matters: "", keywords: "", texts: "", courts: "", sections: "", natures: "" },
  detained: "",
  urgent: "",
});

function saisieDe(b: Brouillon): SaisieRegles["rules"][number] {
  const listes = Object.fromEntries(LISTES.map(([champ]) => [champ, valeurs(b.listes[champ])])) as Record<Liste, string[]>;
  return {
    ...(b.rule_id ? { rule_id: b.rule_id } : {}),
    label: b.label,
    reason: b.reason,
    target: b.target,
    // What is no number is refused with its field.
    priority: Number.parseInt(b.priority, 10) || 0,
    from: b.from || null,
    until: b.until || null,
    when: { ...listes, procedures: b.procedures, detained: reponse(b.detained), urgent: reponse(b.urgent) },
  };
}

/** Every rule of a set, to be written as its next version. */
export function Edition({ jeu, depart, fermer }: { jeu: JeuDeRegles; depart: RegleOrientation[]; fermer: () => void }) {
  const client = useQueryClient();
  const [version, setVersion] = useState(jeu.set.version);
  const [regles, setRegles] = useState(() => (depart.length ? depart.map(brouillonDe) : [nouveau(10)]));
  const [motif, setMotif] = useState("");
  const formulaire = useRef<HTMLFormElement>(null);
  const commande = useCommande(
    ({ sur, corps }: { sur: number; corps: SaisieRegles }, cle) => ecrireRegles(jeu.set.remit, sur, corps, cle),
    (ecrite) => {
      annoncer(`La version ${ecrite.version} est écrite. Essayez-la avant de la mettre en vigueur.`);
      void client.invalidateQueries({ queryKey: ["orientation"] });
      fermer();
    },
  );
  const champs = commande.erreur?.champs ?? new Map<string, string>();
  const envoyer = (sur: number) => void commande.envoyer({ sur, corps: { rules: regles.map(saisieDe), reason: motif } });
  const changer = (cle: string, apres: Partial<Brouillon>) => setRegles(regles.map((une) => (une.cle === cle ? { ...une, ...apres } : une)));
  const ajouter = () => {
    const une = nouveau(10 + Math.max(0, ...regles.map(({ priority }) => Number.parseInt(priority, 10) || 0)));
    setRegles([...regles, une]);
    requestAnimationFrame(() => donnerFoyer(document.getElementById(`nom-${une.cle}`)));
  };
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    envoyer(version);
  };
  return (
    <form ref={formulaire} className="greffe-formulaire" noValidate onSubmit={soumettre} aria-labelledby="titre-edition">
      <h2 id="titre-edition" className="fr-h5">
        Règles {nomDuJeu(jeu.set)}, version {version + 1}
      </h2>
      <AlerteErreur
        erreur={commande.erreur}
        reprendre={(lue) => {
          setVersion(lue);
          envoyer(lue);
        }}
      />
      <p className="greffe-mention">
        D’un même champ, une valeur suffit{INSECABLE}; tous les champs remplis doivent convenir. Séparez les valeurs par un point-virgule.
      </p>
      {regles.map((une, place) => (
        <Regle
          key={une.cle}
          regle={une}
          place={place}
          jeu={jeu}
          champs={champs}
          changer={(apres) => changer(une.cle, apres)}
          retirer={() => {
            setRegles(regles.filter(({ cle }) => cle !== une.cle));
            annoncer(`La règle ${une.label || place + 1} est retirée de la version en cours d’écriture.`);
          }}
        />
      ))}
      <Button type="button" priority="secondary" size="small" className="fr-mb-3w" onClick={ajouter}>
        Ajouter une règle
      </Button>
      <Input
        label="Motif de cette version"
        hintText="Il reste à l’historique, sous votre nom."
        textArea
        state={champs.has("reason") ? "error" : "default"}
        stateRelatedMessage={champs.get("reason")}
        nativeTextAreaProps={{ value: motif, required: true, rows: 2, maxLength: MOTIF_MAX, onChange: (e) => setMotif(e.target.value) }}
      />
      <div className="greffe-actions">
        <Button type="submit" nativeButtonProps={occupe(commande.enCours)}>
          {commande.enCours ? "Enregistrement…" : `Enregistrer la version ${version + 1}`}
        </Button>
        <Button type="button" priority="secondary" onClick={fermer}>
          Abandonner
        </Button>
      </div>
    </form>
  );
}

interface PropsRegle {
  regle: Brouillon;
  place: number;
  jeu: JeuDeRegles;
  /** Messages by field: `rules.0.label`. */
  champs: Map<string, string>;
  changer: (apres: Partial<Brouillon>) => void;
  retirer: () => void;
}

function Regle({ regle, place, jeu, champs, changer, retirer }: PropsRegle) {
  const { data: ref } = useQuery(referentiel);
  const faute = (champ: string) => {
    const message = champs.get(`rules.${place}.${champ}`);
    return { state: message ? ("error" as const) : ("default" as const), stateRelatedMessage: message };
  };
  const conditions = champs.get(`rules.${place}.when`);
  return (
    <fieldset className="greffe-bloc fr-mb-3w" data-saisie={place}>
      <legend className="fr-h6 fr-mb-1w">
        Règle {place + 1}
        {regle.label && `${INSECABLE}: ${regle.label}`}
      </legend>
      <Input
        label="Nom"
        {...faute("label")}
        nativeInputProps={{ id: `nom-${regle.cle}`, value: regle.label, required: true, maxLength: 120, onChange: (e) => changer({ label: e.target.value }) }}
      />
      <Input
        label="Raison"
        hintText="La phrase que lit la personne à qui la règle suggère une orientation."
        {...faute("reason")}
        nativeInputProps={{ value: regle.reason, required: true, maxLength: 500, onChange: (e) => changer({ reason: e.target.value }) }}
      />
      <Select
        label={jeu.set.remit === "entre_chambres" ? "Chambre suggérée" : "Circuit suggéré"}
        {...faute("target")}
        nativeSelectProps={{ value: regle.target, required: true, onChange: (e) => changer({ target: e.target.value }) }}
      >
        <option value="">Choisir…</option>
        {jeu.targets.map(({ code, label }) => (
          <option key={code} value={code}>
            {majuscule(label)}
          </option>
        ))}
      </Select>
      <Input
        label="Rang"
        hintText="Le plus petit est regardé le premier."
        {...faute("priority")}
        nativeInputProps={{ type: "number", min: 1, max: RANG_MAX, value: regle.priority, onChange: (e) => changer({ priority: e.target.value }) }}
      />
      {conditions && (
        <p className="fr-error-text" role="alert">
          {conditions}
        </p>
      )}
      {LISTES.map(([champ, label, hintText]) => (
        <Input
          key={champ}
          label={label}
          hintText={hintText}
          {...faute(`when.${champ}`)}
          nativeInputProps={{
            value: regle.listes[champ],
            onChange: (e) => changer({ listes: { ...regle.listes, [champ]: e.target.value } }),
          }}
        />
      ))}
      <Checkbox
        small
        legend="Procédures"
        hintText="Aucune cochée : toutes."
        options={(ref?.procedures ?? []).map(({ code, label }) => ({
          label,
          nativeInputProps: {
            checked: regle.procedures.includes(code),
            onChange: (e) => changer({ procedures: e.target.checked ? [...regle.procedures, code] : regle.procedures.filter((une) => une !== code) }),
          },
        }))}
      />
      {(
        [
          ["detained", "Une partie est détenue"],
          ["urgent", "L’affaire est urgente"],
        ] as const
      ).map(([champ, label]) => (
        <Select key={champ} label={label} {...faute(`when.${champ}`)} nativeSelectProps={{ value: regle[champ], onChange: (e) => changer({ [champ]: e.target.value }) }}>
          <option value="">Peu importe</option>
          <option value="oui">Oui</option>
          <option value="non">Non</option>
        </Select>
      ))}
      <Jour label="Premier jour" hintText="Laissez vide pour une règle sans terme." valeur={regle.from} changer={(from) => changer({ from })} erreur={champs.get(`rules.${place}.from`)} />
      <Jour label="Dernier jour" valeur={regle.until} changer={(until) => changer({ until })} erreur={champs.get(`rules.${place}.until`)} />
      <Button type="button" priority="tertiary" size="small" onClick={retirer}>
        Retirer cette règle
        <span className="fr-sr-only"> {regle.label || place + 1}</span>
      </Button>
    </fieldset>
  );
}
