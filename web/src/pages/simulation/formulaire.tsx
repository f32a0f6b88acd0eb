import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import type { Regle, Regles } from "../../api/regles";
import { INSECABLE, libelle, majuscule } from "../../composants/formats";
import { Jour } from "../../composants/jour";
import { parProcedure } from "../droit/procedures";
import { Evenements } from "./evenements";
import {
  CALCUL,
  CALENDRIER_USUEL,
  changerRegle,
  departDe,
  ecrireEvenements,
  ecrireLongueur,
  evenementsDe,
  longueurDe,
  longueurLibre,
  sansLongueur,
  motsUnite,
  parHeures,
  RESIDENCE_USUELLE,
  RESIDENCES,
  type Simulation,
  unitesDe,
  ZONES,
} from "./simulation";

interface Props {
  regles: Regles;
  regle: Regle | undefined;
  simulation: Simulation;
  changer: (champs: Simulation) => void;
  erreurs: Map<string, string>;
}

/** Only what the rule looks at is asked. */
export function Formulaire({ regles, regle, simulation, changer, erreurs }: Props) {
  return (
    <>
      <ChoixRegle regles={regles} regle={regle} simulation={simulation} changer={changer} />
      {regle && <Faits regles={regles} regle={regle} simulation={simulation} changer={changer} erreurs={erreurs} />}
    </>
  );
}

function ChoixRegle({ regles, regle, simulation, changer }: Omit<Props, "erreurs">) {
  const inconnue = simulation.regle && !regle ? simulation.regle : undefined;
  return (
    <Select
      label="Délai à calculer"
      state={inconnue ? "error" : "default"}
      stateRelatedMessage={inconnue && `La règle de cette adresse n’est pas au catalogue ${regles.catalogue}. Choisissez-en une de la liste.`}
      nativeSelectProps={{
        value: simulation.regle ?? "",
        onChange: (e) => changer(changerRegle(simulation, [CALCUL, ...regles.rules].find(({ rule }) => rule === e.target.value))),
      }}
    >
      <option value="">Choisir une règle</option>
      {inconnue && <option value={inconnue}>Règle de l’adresse</option>}
      {parProcedure(regles.rules).map(({ procedure, rules }) => (
        <optgroup key={procedure.code} label={procedure.label}>
          {rules.map(({ rule, label, article }) => (
            <option key={rule} value={rule}>
              {label} ({article})
            </option>
          ))}
        </optgroup>
      ))}
      <option value={CALCUL.rule}>{CALCUL.label}</option>
    </Select>
  );
}

function Faits({ regles, regle, simulation, changer, erreurs }: Props & { regle: Regle }) {
  const depart = departDe(simulation, regle);
  const etat = (champ: string) => {
    const message = erreurs.get(champ);
    return { state: message ? ("error" as const) : ("default" as const), stateRelatedMessage: message };
  };
  return (
    <>
      {regle.triggers.length > 1 && (
        <Liste
          label="Point de départ"
          {...etat("depart")}
          valeur={simulation.depart ?? regle.triggers[0]?.name ?? ""}
          choix={regle.triggers.map(({ name, label }) => ({ code: name, label: majuscule(label) }))}
          changer={(choisi) => changer({ depart: choisi === regle.triggers[0]?.name ? undefined : choisi })}
        />
      )}
      <div className="greffe-colonnes">
        <Jour
          label="Jour de départ"
          hintText={depart && majuscule(depart.label)}
          valeur={simulation.jour ?? ""}
          changer={(jour) => changer({ jour: jour || undefined })}
          erreur={erreurs.get("jour")}
        />
        {parHeures(simulation, regle) && (
          <Input
            label="Heure de départ"
            hintText="Heure de Paris"
            {...etat("heure")}
            nativeInputProps={{ type: "time", value: simulation.heure ?? "", onChange: (e) => changer({ heure: e.target.value || undefined }) }}
          />
        )}
      </div>
      {regle.decision_date && (
        <Jour
          label="Jour de la décision attaquée (facultatif)"
          hintText={`Il désigne la loi applicable${INSECABLE}; à défaut, le jour de départ.`}
          valeur={simulation.decision ?? ""}
          changer={(decision) => changer({ decision: decision || undefined })}
          erreur={erreurs.get("decision")}
        />
      )}
      {regle.special.length > 0 && (
        <Liste
          label="Texte qui fixe le délai"
          vide={sansLongueur(simulation, regle) ? "Choisir un texte" : "Celui de la règle"}
          {...etat("special")}
          valeur={simulation.special ?? ""}
          choix={regle.special.map(({ text, length }) => ({ code: text, label: `${text} (${length})` }))}
          changer={(special) => changer({ special: special || undefined })}
        />
      )}
      {longueurLibre(simulation, regle) && <ChampsLongueur regle={regle} simulation={simulation} changer={changer} erreur={erreurs.get("longueur")} />}
      <div className="greffe-colonnes">
        {regle.residence && (
          <Liste
            label="Résidence de la personne liée"
            {...etat("residence")}
            valeur={simulation.residence ?? RESIDENCE_USUELLE}
            choix={RESIDENCES.map((code) => ({ code, label: libelle(code) }))}
            changer={(choisie) => changer({ residence: choisie === RESIDENCE_USUELLE ? undefined : choisie })}
          />
        )}
        {regle.served_in_person_in && (
          <Liste
            label="Acte remis en main propre"
            vide="Non"
            {...etat("remise")}
            valeur={simulation.remise ?? ""}
            choix={ZONES.map((code) => ({ code, label: `Oui${INSECABLE}: ${libelle(code)}` }))}
            changer={(remise) => changer({ remise: remise || undefined })}
          />
        )}
        {regle.calendar && (
          <Liste
            label="Jours fériés"
            {...etat("calendrier")}
            valeur={simulation.calendrier ?? CALENDRIER_USUEL}
            choix={regles.calendars}
            changer={(choisi) => changer({ calendrier: choisi === CALENDRIER_USUEL ? undefined : choisi })}
          />
        )}
      </div>
      {(regle.events.length > 0 || simulation.evenements) && (
        <Evenements
          types={regle.events}
          saisis={evenementsDe(simulation)}
          changer={(saisis) => changer({ evenements: ecrireEvenements(saisis) })}
          erreurs={erreurs}
        />
      )}
    </>
  );
}

function ChampsLongueur({ regle, simulation, changer, erreur }: Omit<Props, "regles" | "erreurs"> & { regle: Regle; erreur: string | undefined }) {
  const longueur = longueurDe(simulation);
  return (
    <div className="greffe-colonnes">
      <Input
        label="Longueur du délai"
        hintText={regle === CALCUL ? undefined : "Fixée par le juge"}
        state={erreur ? "error" : "default"}
        stateRelatedMessage={erreur}
        nativeInputProps={{
          type: "number",
          min: 1,
          inputMode: "numeric",
          value: longueur.nombre,
          onChange: (e) => changer({ longueur: ecrireLongueur({ ...longueur, nombre: e.target.value }) }),
        }}
      />
      <Liste
        label="Comptée en"
        valeur={longueur.unite}
        choix={unitesDe(regle).map((code) => ({ code, label: motsUnite(code) }))}
        changer={(choisie) => {
          const unite = unitesDe(regle).find((code) => code === choisie) ?? "mois";
          changer({ longueur: ecrireLongueur({ ...longueur, unite }) });
        }}
      />
    </div>
  );
}

interface ListeProps {
  label: string;
  vide?: string;
  valeur: string;
  choix: { code: string; label: string }[];
  changer: (valeur: string) => void;
  state?: "error" | "default";
  stateRelatedMessage?: string;
}

/** A code that the address holds and that the list does not offer stays, under its message. */
function Liste({ label, vide, valeur, choix, changer, ...etat }: ListeProps) {
  return (
    <Select label={label} {...etat} nativeSelectProps={{ value: valeur, onChange: (e) => changer(e.target.value) }}>
      {vide && <option value="">{vide}</option>}
      {valeur && !choix.some(({ code }) => code === valeur) && <option value={valeur}>Choix de l’adresse</option>}
      {choix.map(({ code, label: texte }) => (
        <option key={code} value={code}>
          {texte}
        </option>
      ))}
    </Select>
  );
}
