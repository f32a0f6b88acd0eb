import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { agirSurTaches, useCommande } from "../../api/commandes";
import { collegues, session } from "../../api/requetes";
import type { GesteFait, SaisieGeste, Tache } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { Jour } from "../../composants/jour";
import type { Choix } from "../../composants/taches";

const GESTES = {
  prendre: "Prendre",
  rendre: "Rendre",
  transmettre: "Transmettre à un collègue",
  differer: "Différer",
  rappeler: "Ne plus différer",
  acquitter: "Accuser réception des avertissements",
} as const;
type Geste = keyof typeof GESTES;

/** One gesture over the tasks chosen: looked at first, a result a line, and gone back on by a contrary gesture. */
export function Gestes({ taches, choisies, choisir }: Choix & { taches: Tache[] }) {
  const client = useQueryClient();
  const [geste, setGeste] = useState<Geste>("prendre");
  const [saisie, setSaisie] = useState({ to: "", until: "", reason: "" });
  const [resultat, setResultat] = useState<{ fait: GesteFait; apercu: boolean; mot: string }>();
  const montrees = taches.filter(({ task_id }) => choisies.includes(task_id));
  const agir = useCommande(
    ({ body }: { body: SaisieGeste; mot: string }, cle) => agirSurTaches(body, cle),
    (fait, { body, mot }) => {
      setResultat({ fait, apercu: body.preview ?? false, mot });
      const faites = fait.lines.filter(({ done }) => done).length;
      if (body.preview) return annoncer(`Aperçu : ${faites} sur ${fait.lines.length} seraient faites.`);
      annoncer(`${mot} : ${faites} sur ${fait.lines.length}.`);
      choisir([]);
      void client.invalidateQueries({ queryKey: ["taches"] });
      void client.invalidateQueries({ queryKey: ["dossier"] });
    },
  );
  const demander = (preview: boolean) =>
    void agir.envoyer({
      mot: GESTES[geste],
      body: {
        gesture: geste,
        task_ids: montrees.map(({ task_id }) => task_id),
        preview,
        ...(geste === "transmettre" ? { to: saisie.to, reason: saisie.reason } : {}),
        ...(geste === "differer" ? { until: saisie.until, reason: saisie.reason } : {}),
      },
    });
  if (taches.length === 0 && !resultat) return null;
  const toutes = montrees.length === taches.length && taches.length > 0;
  return (
    <section className="fr-mb-2w" aria-label="Agir sur plusieurs tâches">
      {taches.length > 0 && (
        <div className="greffe-actions fr-mb-1w">
          <Button
            size="small"
            priority="tertiary"
            onClick={() => choisir(toutes ? [] : taches.slice(0, 200).map(({ task_id }) => task_id))}
          >
            {toutes ? "Ne rien choisir" : "Tout choisir"}
          </Button>
          <span className="greffe-mention">{pluriel(montrees.length, "tâche choisie", "tâches choisies")}</span>
        </div>
      )}
      {montrees.length > 0 && (
        <form
          className="greffe-bloc"
          onSubmit={(e) => {
            e.preventDefault();
            demander(false);
          }}
        >
          <div className="greffe-colonnes">
            <Select
              label="Geste"
              nativeSelectProps={{
                value: geste,
                onChange: (e) => {
                  setGeste(e.target.value as Geste);
                  setResultat(undefined);
                },
              }}
            >
              {Object.entries(GESTES).map(([valeur, mot]) => (
                <option key={valeur} value={valeur}>
                  {mot}
                </option>
              ))}
            </Select>
            {geste === "transmettre" && (
              <Collegue label="Collègue" role={montrees[0]?.role} valeur={saisie.to} changer={(to) => setSaisie({ ...saisie, to })} />
            )}
            {geste === "differer" && (
              <Jour label="Jusqu’au" hintText="Avant le terme de chaque tâche" valeur={saisie.until} changer={(until) => setSaisie({ ...saisie, until })} />
            )}
            {(geste === "transmettre" || geste === "differer") && (
              <Input
                label="Motif"
                hintText="Lu par ceux qui reprendront la tâche"
                nativeInputProps={{ value: saisie.reason, maxLength: 500, onChange: (e) => setSaisie({ ...saisie, reason: e.target.value }) }}
              />
            )}
          </div>
          <AlerteErreur erreur={agir.erreur} />
          <div className="greffe-actions">
            <Button priority="secondary" size="small" onClick={() => demander(true)} nativeButtonProps={occupe(agir.enCours)}>
              Aperçu
            </Button>
            <Button size="small" type="submit" nativeButtonProps={occupe(agir.enCours)}>
              {GESTES[geste]}
            </Button>
          </div>
        </form>
      )}
      {resultat && (
        <Resultat
          {...resultat}
          enCours={agir.enCours}
          annuler={(undoes) => void agir.envoyer({ mot: "Annulation", body: { gesture: "annuler", undoes } })}
        />
      )}
    </section>
  );
}

function Resultat({ fait, apercu, mot, enCours, annuler }: { fait: GesteFait; apercu: boolean; mot: string; enCours: boolean; annuler: (geste: string) => void }) {
  const faites = fait.lines.filter(({ done }) => done).length;
  const { gesture_id } = fait;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label="Résultat du geste" tabIndex={0}>
      <table>
        <caption>
          {apercu ? "Aperçu, rien n’est fait" : mot} : {faites} sur {fait.lines.length}
        </caption>
        <thead>
          <tr>
            <th scope="col">Dossier ou audience</th>
            <th scope="col">Tâche</th>
            <th scope="col">Résultat</th>
          </tr>
        </thead>
        <tbody>
          {fait.lines.map(({ task_id, task, done, code, message }) => (
            <tr key={task_id} data-resultat={done ? "fait" : (code ?? "")}>
              <th scope="row">{task?.dossier_number ?? "Dossier inconnu"}</th>
              <td>{task?.label ?? "Tâche inaccessible"}</td>
              <td>{done ? (apercu ? "Sera fait" : "Fait") : `${code} : ${message}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!apercu && gesture_id && mot !== "Annulation" && (
        <Button size="small" priority="tertiary" onClick={() => annuler(gesture_id)} nativeButtonProps={occupe(enCours)}>
          Annuler ce geste
        </Button>
      )}
    </div>
  );
}

/** A named colleague, of the function given when there is one. */
export function Collegue({ label, role, valeur, changer }: { label: string; role?: string; valeur: string; changer: (sujet: string) => void }) {
  const { data } = useQuery(collegues);
  const { data: ouverte } = useQuery(session);
  const miennes = ouverte?.agent.roles ?? [];
  const convient = (roles: string[]) => (role ? roles.includes(role) : roles.some((de) => miennes.includes(de)));
  return (
    <Select label={label} nativeSelectProps={{ value: valeur, onChange: (e) => changer(e.target.value) }}>
      <option value="">Choisir un collègue</option>
      {data?.items
        .filter(({ subject, roles }) => subject !== ouverte?.agent.subject && convient(roles))
        .map(({ subject, display_name }) => (
          <option key={subject} value={subject}>
            {display_name}
          </option>
        ))}
    </Select>
  );
}
