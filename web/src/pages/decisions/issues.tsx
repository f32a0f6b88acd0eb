import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import type { Dossier, Solution } from "../../api/types";
import { Button } from "../../composants/bouton";
import { ChoixParties } from "../../composants/choix-parties";
import { date } from "../../composants/formats";
import { nomPourvoi } from "../../composants/pourvois";

/** One thing that the decision rules; what is left empty stands for all. */
export interface LigneIssue {
  solution: string;
  pourvoi: string;
  decision: string;
  parties: string[];
  chef: string;
}

export const LIGNE_VIDE: LigneIssue = { solution: "", pourvoi: "", decision: "", parties: [], chef: "" };

interface Props {
  dossier: Dossier;
  solutions: Solution[];
  lignes: LigneIssue[];
  changer: (lignes: LigneIssue[]) => void;
  erreurs: ReadonlyMap<string, string>;
}

/** What the decision rules, line after line. */
export function Issues({ dossier, solutions, lignes, changer, erreurs }: Props) {
  const connues = solutions.filter(({ procedures }) => procedures.includes(dossier.procedure));
  const poser = (rang: number, champs: Partial<LigneIssue>) =>
    changer(lignes.map((ligne, un) => (un === rang ? { ...ligne, ...champs } : ligne)));
  const general = erreurs.get("corps.outcomes");
  return (
    <section className="greffe-bloc" aria-labelledby="titre-issues">
      <h2 id="titre-issues" className="fr-h5">
        Ce qui est jugé
      </h2>
      <p className="fr-hint-text">Une ligne par pourvoi, partie, décision attaquée ou chef jugé différemment. Une colonne laissée vide vaut pour tous.</p>
      {general && <p className="fr-error-text">{general}</p>}
      {lignes.map((ligne, rang) => {
        const erreur = [...erreurs].find(([champ]) => `${champ}.`.startsWith(`corps.outcomes.${rang}.`))?.[1];
        return (
          <fieldset key={rang} className="fr-fieldset greffe-ligne-issue">
            <legend className="fr-fieldset__legend">Chose jugée n° {rang + 1}</legend>
            <div className="fr-fieldset__element">
              <div className="greffe-colonnes">
                <Select
                  label="Solution"
                  state={erreur ? "error" : "default"}
                  stateRelatedMessage={erreur}
                  nativeSelectProps={{ value: ligne.solution, onChange: (e) => poser(rang, { solution: e.target.value }) }}
                >
                  <option value="">Choisir…</option>
                  {connues.map(({ code, label }) => (
                    <option key={code} value={code}>
                      {label}
                    </option>
                  ))}
                </Select>
                {dossier.pourvois.length > 1 && (
                  <Select label="Pourvoi" nativeSelectProps={{ value: ligne.pourvoi, onChange: (e) => poser(rang, { pourvoi: e.target.value }) }}>
                    <option value="">Tous</option>
                    {dossier.pourvois.map((pourvoi) => (
                      <option key={pourvoi.pourvoi_id} value={pourvoi.pourvoi_id}>
                        {nomPourvoi(dossier, pourvoi)}
                      </option>
                    ))}
                  </Select>
                )}
                {dossier.decisions.length > 1 && (
                  <Select
                    label="Décision attaquée"
                    nativeSelectProps={{ value: ligne.decision, onChange: (e) => poser(rang, { decision: e.target.value }) }}
                  >
                    <option value="">Toutes</option>
                    {dossier.decisions.map(({ decision_id, court, rendered_on }) => (
                      <option key={decision_id} value={decision_id}>
                        {[court, rendered_on && date(rendered_on)].filter(Boolean).join(", ")}
                      </option>
                    ))}
                  </Select>
                )}
                <Input
                  label="Chef"
                  hintText="Facultatif. Les mots du dispositif."
                  nativeInputProps={{ value: ligne.chef, onChange: (e) => poser(rang, { chef: e.target.value }) }}
                />
              </div>
              <ChoixParties
                legende="À l’égard de"
                parties={dossier.parties}
                choisies={ligne.parties}
                changer={(parties) => poser(rang, { parties })}
                aucune={"Aucune choisie\u00a0: toutes les parties."}
              />
              {lignes.length > 1 && (
                <Button size="small" priority="tertiary" iconId="fr-icon-delete-line" onClick={() => changer(lignes.filter((_, un) => un !== rang))}>
                  Retirer la chose jugée n° {rang + 1}
                </Button>
              )}
            </div>
          </fieldset>
        );
      })}
      <Button size="small" priority="secondary" iconId="fr-icon-add-line" onClick={() => changer([...lignes, LIGNE_VIDE])}>
        Ajouter une chose jugée
      </Button>
    </section>
  );
}
