import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { fermerSuivi, ouvrirSuivi, remettreMemoire, useCommande } from "../../api/commandes";
import { ErreurApi } from "../../api/probleme";
import { suivi } from "../../api/requetes";
import type { AffaireSuivie } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, heure, INSECABLE, libelle } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { moment } from "../pannes/pannes";
import { AVIS, DEPOTS } from "./mots";

/** What the personal address ends with: after the sharp sign, so that no server on the way reads it. */
const lienDeLAdresse = () => window.location.hash.replace(/^#/, "");

/** A party without counsel follows its own case: by its link, and the code that came another way. */
export function SuiviPage() {
  const { data, error, refetch } = useQuery(suivi);
  if (data) return <Affaire affaire={data} />;
  if (!error) return <Attente quoi="votre affaire" />;
  if (error instanceof ErreurApi && error.statut === 401) return <Ouverture />;
  return <Erreur cause={error} reessayer={() => void refetch()} />;
}

function Ouverture() {
  const client = useQueryClient();
  const [lien, setLien] = useState(lienDeLAdresse);
  const [connu] = useState(lien !== "");
  const [code, setCode] = useState("");
  const ouvrir = useCommande(
    () => ouvrirSuivi({ lien: lien.trim().replace(/^.*#/, ""), code }),
    () => {
      // The address no longer tells the link to who looks over the shoulder, or into the history.
      window.history.replaceState(window.history.state, "", window.location.pathname);
      void client.resetQueries({ queryKey: suivi.queryKey });
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void ouvrir.envoyer(undefined);
  };
  return (
    <div className="greffe-lecture">
      <TitrePage titre="Suivre mon affaire" />
      <p>
        Le greffe vous a remis un lien personnel et, par une autre voie, un code. Saisissez ce code pour voir où en est votre affaire.
      </p>
      <AlerteErreur erreur={ouvrir.erreur} />
      <form className="greffe-formulaire" onSubmit={envoyer}>
        {!connu && (
          <Input
            label="Lien personnel"
            hintText="L’adresse entière que le greffe vous a communiquée."
            nativeInputProps={{ value: lien, required: true, spellCheck: false, autoComplete: "off", onChange: (e) => setLien(e.target.value) }}
          />
        )}
        <Input
          label="Code"
          hintText="Douze lettres et chiffres, de la lettre ou du guichet. Après cinq codes faux, le lien ne s’ouvre plus."
          nativeInputProps={{ value: code, required: true, spellCheck: false, autoComplete: "off", onChange: (e) => setCode(e.target.value) }}
        />
        <Button type="submit" disabled={ouvrir.enCours}>
          Ouvrir le suivi
        </Button>
      </form>
    </div>
  );
}

function Affaire({ affaire }: { affaire: AffaireSuivie }) {
  const client = useQueryClient();
  const fermer = useCommande(
    () => fermerSuivi(),
    () => void client.resetQueries({ queryKey: suivi.queryKey }),
  );
  const faits: [string, string][] = [
    ["Vous êtes", `${affaire.party_name}, ${libelle(affaire.role).toLowerCase()}`],
    ["Procédure", affaire.procedure_label],
    ["Où en est l’affaire", affaire.stage_label],
    ["Chambre", affaire.chambre_label ?? "Pas encore désignée"],
    ["Pourvoi formé le", affaire.formed_on ? date(affaire.formed_on) : "Date inconnue"],
    ["Audience", affaire.hearing_on ? date(affaire.hearing_on) : "Aucune date fixée"],
  ];
  return (
    <div className="greffe-lecture">
      <TitrePage titre={`Mon affaire — ${affaire.number}`} />
      <p>
        Cette consultation se ferme à {heure(affaire.expires_at)}.
      </p>
      <AlerteErreur erreur={fermer.erreur} />
      <dl className="greffe-faits">
        {faits.map(([nom, valeur]) => (
          <div key={nom}>
            <dt>{nom}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="suivi-delais">
        <h2 id="suivi-delais">Ce que vous avez à faire</h2>
        {affaire.terms.length === 0 ? (
          <p className="greffe-vide">Aucun délai ne court contre vous aujourd’hui.</p>
        ) : (
          <ul>
            {affaire.terms.map(({ label, article, due }) => (
              <li key={`${label} ${due}`}>
                {label}
                {INSECABLE}: au plus tard le {date(due)} ({article})
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="suivi-avis">
        <h2 id="suivi-avis">Ce qui vous a été adressé</h2>
        {affaire.notices.length === 0 ? (
          <p className="greffe-vide">Rien ne vous a encore été adressé.</p>
        ) : (
          <ul>
            {affaire.notices.map(({ label, on, status }) => (
              <li key={`${label} ${on ?? ""}`}>
                {label}
                {on ? `, le ${date(on)}` : ""} ({AVIS[status] ?? status})
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="suivi-depots">
        <h2 id="suivi-depots">Vos dépôts</h2>
        {affaire.deposits.length === 0 ? (
          <p className="greffe-vide">Vous n’avez rien déposé ici.</p>
        ) : (
          <ul>
            {affaire.deposits.map(({ deposit_id, received_at, status, motive, pieces }) => (
              <li key={deposit_id}>
                Mémoire reçu le {moment(received_at)}
                {INSECABLE}: {DEPOTS[status] ?? status}
                {motive ? ` — ${motive}` : ""}
                {pieces.map(({ piece_id, sha256 }) => (
                  <p key={piece_id} className="fr-text--sm fr-mb-0">
                    Empreinte (SHA-256){INSECABLE}: <code className="greffe-empreinte">{sha256}</code>
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
        {affaire.memoire_article ? (
          <Remise article={affaire.memoire_article} />
        ) : (
          <p>
            La loi ne permet pas de remettre vous-même un mémoire dans cette affaire à ce stade. Un avocat au Conseil d’État et à la
            Cour de cassation peut le faire pour vous.
          </p>
        )}
      </section>
      <Button priority="secondary" disabled={fermer.enCours} onClick={() => void fermer.envoyer(undefined)}>
        Fermer le suivi
      </Button>
    </div>
  );
}

function Remise({ article }: { article: string }) {
  const id = useId();
  const client = useQueryClient();
  const [fichier, setFichier] = useState<File>();
  const [recu, setRecu] = useState(false);
  const remettre = useCommande(
    (choisi: File, cle: string) => remettreMemoire(choisi, cle),
    () => {
      setRecu(true);
      setFichier(undefined);
      annoncer("Votre mémoire est reçu.");
      void client.invalidateQueries({ queryKey: suivi.queryKey });
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    if (fichier) void remettre.envoyer(fichier);
  };
  return (
    <form className="greffe-formulaire" onSubmit={envoyer}>
      <h3>Remettre votre mémoire personnel</h3>
      <p>
        Vous pouvez le remettre vous-même ({article}). Signez-le{INSECABLE}; la date retenue est celle où le fichier est arrivé en entier.
      </p>
      <AlerteErreur erreur={remettre.erreur} />
      {recu && <Alert severity="success" small className="fr-mb-2w" description="Votre mémoire est reçu ; il figure parmi vos dépôts." />}
      <div className="fr-upload-group fr-mb-3w">
        <label className="fr-label" htmlFor={id}>
          Mémoire
          <span className="fr-hint-text">50{INSECABLE}Mo au plus. PDF, image ou texte.</span>
        </label>
        <input
          key={recu ? "apres" : "avant"}
          id={id}
          className="fr-upload"
          type="file"
          required
          onChange={(e) => {
            setFichier(e.target.files?.[0]);
            setRecu(false);
          }}
        />
      </div>
      <Button type="submit" disabled={remettre.enCours}>
        Remettre le mémoire
      </Button>
    </form>
  );
}
