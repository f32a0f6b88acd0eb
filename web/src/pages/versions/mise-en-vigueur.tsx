import { Input } from "@codegouvfr/react-dsfr/Input";
import { createModal } from "@codegouvfr/react-dsfr/Modal";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { mettreEnVigueur, useCommande } from "../../api/commandes";
import type { CompteMouvements, EssaiDuDroit } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { INSECABLE, pluriel } from "../../composants/formats";
import { ouvrirFenetre, useRetourDuFoyer } from "../../composants/fenetre";
import { donnerFoyer, occupe } from "../../composants/foyer";
import { compteEnMots } from "./versions";

/** Longest reason that is recorded. */
export const MOTIF_MAX = 2_000;

const fenetre = createModal({ id: "mise-en-vigueur", isOpenedByDefault: false });
const FORMULAIRE = "formulaire-mise-en-vigueur";
const CHAMP_MOTIF = "motif-mise-en-vigueur";
const CHAMP_VERSION = "version-a-confirmer";

interface Props {
  essai: EssaiDuDroit;
  comptes: CompteMouvements[];
  /** The dry run does not allow it; the page says why under `raisons-du-refus`. */
  empeche: boolean;
}

/** Puts the version that was tried in force: says again what will move, asks why, and has the version's name typed. */
export function MiseEnVigueurDe({ essai, comptes, empeche }: Props) {
  const client = useQueryClient();
  const naviguer = useNavigate();
  const faite = useRef(false);
  const [motif, setMotif] = useState("");
  const [saisie, setSaisie] = useState("");
  const [verifiee, setVerifiee] = useState(false);
  const commande = useCommande(
    (reason: string, cle) => mettreEnVigueur({ version: essai.version, trial_id: essai.trial_id, reason }, cle),
    () => {
      faite.current = true;
      fenetre.close();
    },
  );
  useRetourDuFoyer(fenetre, () => {
    if (!faite.current) return;
    annoncer(`La version ${essai.version} du droit est en vigueur.`);
    // All that is computed is computed anew, the words of the law included.
    void client.invalidateQueries();
    void naviguer({ to: "/droit/versions" });
  });
  const sansMotif = !motif.trim();
  const autreVersion = saisie.trim() !== essai.version;
  const refuse = commande.erreur?.champs.get("reason");
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifiee(true);
    if (sansMotif || autreVersion) return donnerFoyer(document.getElementById(sansMotif ? CHAMP_MOTIF : CHAMP_VERSION));
    void commande.envoyer(motif.trim());
  };
  const erreurMotif = verifiee && sansMotif ? "Dites en une phrase ce qui justifie la mise en vigueur." : refuse;
  return (
    <>
      <Button
        disabled={empeche}
        onClick={() => ouvrirFenetre(fenetre)}
        nativeButtonProps={{ id: fenetre.buttonProps.id, "aria-haspopup": "dialog", "aria-describedby": empeche ? "raisons-du-refus" : undefined }}
      >
        Mettre en vigueur…
      </Button>
      <fenetre.Component
        title={`Mettre en vigueur la version ${essai.version}`}
        titleAs="h2"
        size="large"
        concealingBackdrop={false}
        buttons={[
          { children: "Abandonner", priority: "secondary", type: "button" },
          {
            children: commande.enCours ? "Mise en vigueur…" : "Mettre en vigueur",
            type: "submit",
            doClosesModal: false,
            nativeButtonProps: { form: FORMULAIRE, ...occupe(commande.enCours) },
          },
        ]}
      >
        <form id={FORMULAIRE} noValidate onSubmit={soumettre}>
          <AlerteErreur erreur={commande.erreur} />
          <p>
            La Cour applique la version {essai.base}. Elle appliquera la version <strong>{essai.version}</strong> aussitôt, à tous les
            dossiers.
          </p>
          <Bilan essai={essai} comptes={comptes} />
          <p>
            Cet acte reste à l’historique et ne s’efface pas. On n’en revient qu’en essayant la version {essai.base}, puis en la
            remettant en vigueur.
          </p>
          <Input
            label="Motif"
            hintText={`Le texte, sa date d’effet. Il reste à l’historique, sous votre nom. ${MOTIF_MAX.toLocaleString("fr-FR")} caractères au plus.`}
            textArea
            state={erreurMotif ? "error" : "default"}
            stateRelatedMessage={erreurMotif}
            nativeTextAreaProps={{
              id: CHAMP_MOTIF,
              value: motif,
              required: true,
              rows: 3,
              maxLength: MOTIF_MAX,
              onChange: (e) => setMotif(e.target.value),
            }}
          />
          <Input
            label="Nom de la version, pour confirmer"
            hintText={`Saisissez${INSECABLE}: ${essai.version}`}
            state={verifiee && autreVersion ? "error" : "default"}
            stateRelatedMessage={`Saisissez ${essai.version} pour confirmer.`}
            nativeInputProps={{
              id: CHAMP_VERSION,
              value: saisie,
              required: true,
              autoComplete: "off",
              spellCheck: false,
              onChange: (e) => setSaisie(e.target.value),
            }}
          />
        </form>
      </fenetre.Component>
    </>
  );
}

function Bilan({ essai, comptes }: { essai: EssaiDuDroit; comptes: CompteMouvements[] }) {
  if (comptes.length === 0) return <p>Rien ne bougera dans les dossiers ouverts au jour de l’essai.</p>;
  return (
    <>
      <p className="fr-mb-1v">
        Bougeront, dans {pluriel(essai.moved, "dossier ouvert", "dossiers ouverts")} sur {essai.done.toLocaleString("fr-FR")}
        {INSECABLE}:
      </p>
      <ul data-bilan>
        {comptes.map((compte) => (
          <li key={compte.kind}>{compteEnMots(compte)}</li>
        ))}
      </ul>
    </>
  );
}
