import { Checkbox } from "@codegouvfr/react-dsfr/Checkbox";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { choisirBulletin, fermerAgenda, ouvrirAgenda, useCommande } from "../../api/commandes";
import { preferences } from "../../api/requetes";
import type { Preferences, RythmeBulletin, SaisieBulletin } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, INSECABLE } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { ETATS, HEURES, JOURS, RYTHMES } from "./mots";

/** What one chooses to be told away from the screen. */
export function PreferencesPage() {
  const { data, error, refetch } = useQuery(preferences);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  return (
    <>
      <TitrePage titre="Mes préférences" />
      {data ? (
        <>
          <Bulletin lues={data} />
          <Agenda lues={data} />
        </>
      ) : (
        <Attente quoi="vos préférences" />
      )}
    </>
  );
}

function Bulletin({ lues }: { lues: Preferences }) {
  const client = useQueryClient();
  const { frequency, hour, weekday, tasks, deadlines, follows, address } = lues.digest;
  const [saisie, setSaisie] = useState<SaisieBulletin>({ frequency, hour, weekday, tasks, deadlines, follows, address: address ?? "" });
  const garder = useCommande(
    (body: SaisieBulletin, cle) => choisirBulletin(body, cle),
    () => {
      annoncer("Votre choix est gardé.");
      void client.invalidateQueries({ queryKey: ["preferences"] });
    },
  );
  const changer = (champs: Partial<SaisieBulletin>) => setSaisie({ ...saisie, ...champs });
  const contenu = (champ: "tasks" | "deadlines" | "follows", label: string) => ({
    label,
    nativeInputProps: { checked: saisie[champ], onChange: () => changer({ [champ]: !saisie[champ] }) },
  });
  const actif = saisie.frequency !== "aucun";
  return (
    <section aria-labelledby="titre-bulletin" className="greffe-bloc fr-mb-4w">
      <h2 id="titre-bulletin" className="fr-h4">
        Bulletin par courriel
      </h2>
      <p>
        Le numéro des dossiers et ce qui vous y attend, sans aucun nom de partie. Les affaires à accès restreint n’y figurent jamais.
      </p>
      {!lues.mail_open && <p className="greffe-vide">Aucun courriel ne part de cette installation.</p>}
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void garder.envoyer(saisie);
        }}
      >
        <div className="greffe-filtres greffe-filtres--courts">
          <Select
            label="Rythme"
            nativeSelectProps={{ value: saisie.frequency, onChange: (e) => changer({ frequency: e.target.value }) }}
          >
            {(Object.keys(RYTHMES) as RythmeBulletin[]).map((rythme) => (
              <option key={rythme} value={rythme}>
                {RYTHMES[rythme]}
              </option>
            ))}
          </Select>
          {saisie.frequency === "semaine" && (
            <Select
              label="Jour"
              nativeSelectProps={{ value: saisie.weekday, onChange: (e) => changer({ weekday: Number(e.target.value) }) }}
            >
              {JOURS.map((jour, rang) => (
                <option key={jour} value={rang + 1}>
                  {jour}
                </option>
              ))}
            </Select>
          )}
          {actif && (
            <Select
              label="Heure de Paris"
              nativeSelectProps={{ value: saisie.hour, onChange: (e) => changer({ hour: Number(e.target.value) }) }}
            >
              {HEURES.map((heure) => (
                <option key={heure} value={heure}>
                  {heure}{INSECABLE}h
                </option>
              ))}
            </Select>
          )}
        </div>
        {actif && (
          <>
            <Checkbox
              legend="Ce qu’il contient"
              options={[
                contenu("tasks", "Mes tâches, et les plus pressantes à prendre"),
                contenu("deadlines", "Les audiences et les échéances des quinze prochains jours"),
                contenu("follows", "Ce qui est arrivé dans ce que je suis"),
              ]}
            />
            <Input
              label="Adresse professionnelle"
              hintText={lues.domains.length > 0 ? `Elle finit par ${lues.domains.map((domaine) => `@${domaine}`).join(" ou ")}.` : undefined}
              nativeInputProps={{
                type: "email",
                required: true,
                autoComplete: "email",
                maxLength: 254,
                value: saisie.address,
                onChange: (e) => changer({ address: e.target.value }),
              }}
            />
          </>
        )}
        <AlerteErreur erreur={garder.erreur} />
        <Button type="submit" nativeButtonProps={occupe(garder.enCours)}>
          Garder ce choix
        </Button>
      </form>
      {lues.sent.length > 0 && (
        // The table may be wider than the screen: the region takes the focus to be scrolled.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="greffe-table fr-mt-3w" role="region" aria-label="Derniers bulletins" tabIndex={0}>
          <table>
            <caption>Derniers bulletins</caption>
            <thead>
              <tr>
                <th scope="col">Jour</th>
                <th scope="col">Ce qu’il est devenu</th>
              </tr>
            </thead>
            <tbody>
              {lues.sent.map(({ day, state }) => (
                <tr key={day} data-bulletin={state}>
                  <th scope="row">
                    <time dateTime={day}>{date(day)}</time>
                  </th>
                  <td>{ETATS[state]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Agenda({ lues: { calendar } }: { lues: Preferences }) {
  const client = useQueryClient();
  const [adresse, setAdresse] = useState<string>();
  const relire = (mot: string) => {
    annoncer(mot);
    void client.invalidateQueries({ queryKey: ["preferences"] });
  };
  const ouvrir = useCommande(
    async (_: null, cle) => {
      const { address } = await ouvrirAgenda(cle);
      setAdresse(address ?? undefined);
    },
    () => relire("L’adresse de l’agenda est faite."),
  );
  const fermer = useCommande(
    async (_: null, cle) => {
      await fermerAgenda(cle);
      setAdresse(undefined);
    },
    () => relire("L’adresse de l’agenda est retirée."),
  );
  return (
    <section aria-labelledby="titre-agenda" className="greffe-bloc">
      <h2 id="titre-agenda" className="fr-h4">
        Agenda
      </h2>
      <p>
        Une adresse secrète que votre agenda peut lire (iCalendar) : les audiences et les échéances des dossiers où vous avez une part,
        par leur numéro. Qui connaît l’adresse les lit : ne la donnez à personne, et retirez-la si elle s’est répandue.
      </p>
      <p>
        {calendar ? (
          <>
            Une adresse est ouverte depuis le {date(calendar.since)}
            {calendar.read_on ? `, lue pour la dernière fois le ${date(calendar.read_on)}` : ", que rien n’a encore lue"}.
          </>
        ) : (
          "Aucune adresse n’est ouverte."
        )}
      </p>
      {adresse && (
        <Input
          label="Adresse de votre agenda"
          hintText="Copiez-la maintenant : elle ne sera plus montrée."
          nativeInputProps={{ readOnly: true, value: adresse, onFocus: (e) => e.target.select() }}
        />
      )}
      <AlerteErreur erreur={ouvrir.erreur ?? fermer.erreur} />
      <div className="greffe-actions">
        <Button priority="secondary" onClick={() => void ouvrir.envoyer(null)} nativeButtonProps={occupe(ouvrir.enCours)}>
          {calendar ? "Remplacer l’adresse" : "Faire une adresse"}
        </Button>
        {calendar && (
          <Button priority="tertiary" onClick={() => void fermer.envoyer(null)} nativeButtonProps={occupe(fermer.enCours)}>
            Retirer l’adresse
          </Button>
        )}
      </div>
    </section>
  );
}
