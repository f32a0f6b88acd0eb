import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { demanderAcces, useCommande } from "../../api/commandes";
import type { NatureAcces } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";
import { MOTIF_MAX, MOTIF_MIN, motifSuffit } from "./mots";

/** What one asks for oneself. */
export type NatureDemandee = Exclude<NatureAcces, "habilitation">;

const OFFRES: Record<NatureDemandee, string> = {
  demande: "Mémoires et pièces, sur l’accord du président de la chambre saisie ou du premier président",
  urgence: "En urgence, tous les papiers sauf ceux du délibéré, pour deux heures, sur l’accord d’une seconde personne",
};

/** Asks to read the papers of a dossier of another chamber, with its reason. */
export function DemanderAcces({ dossier, natures }: { dossier: string; natures: NatureDemandee[] }) {
  const client = useQueryClient();
  const [choisie, setChoisie] = useState(natures[0]);
  const [motif, setMotif] = useState("");
  const { envoyer, enCours, erreur } = useCommande(demanderAcces, () => {
    annoncer("L’accès est demandé.");
    setMotif("");
    void client.invalidateQueries({ queryKey: ["acces"] });
  });
  if (!choisie) return null;
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    void envoyer({ dossier_id: dossier, body: { kind: choisie, motif: motif.trim() } });
  };
  return (
    <form onSubmit={soumettre} aria-labelledby="titre-demander-acces" className="greffe-lecture">
      <h2 className="fr-h5" id="titre-demander-acces">
        Demander à lire les papiers de ce dossier
      </h2>
      <AlerteErreur erreur={erreur} />
      {natures.length > 1 && (
        <Select label="Ce qui est demandé" nativeSelectProps={{ value: choisie, onChange: (e) => setChoisie(natures.find((un) => un === e.target.value)) }}>
          {natures.map((nature) => (
            <option key={nature} value={nature}>
              {OFFRES[nature]}
            </option>
          ))}
        </Select>
      )}
      {natures.length === 1 && <p>{OFFRES[choisie]}.</p>}
      <Input
        label="Motif"
        hintText={`De ${MOTIF_MIN} à ${MOTIF_MAX} caractères ; il est lu par qui statue, et reste au journal des accès.`}
        textArea
        nativeTextAreaProps={{ value: motif, maxLength: MOTIF_MAX, rows: 3, onChange: (e) => setMotif(e.target.value) }}
      />
      <Button type="submit" disabled={!motifSuffit(motif)} nativeButtonProps={occupe(enCours)}>
        Demander l’accès
      </Button>
    </form>
  );
}
