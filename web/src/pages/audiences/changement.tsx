import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changerAudience, essayerChangement, useCommande } from "../../api/commandes";
import { audience as requete } from "../../api/requetes";
import type { Audience, EssaiDeChangement, SaisieChangement } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";

interface Props {
  audience: Audience;
  /** The act; nothing while it is not wholly said. */
  acte: SaisieChangement | undefined;
  libelle: string;
  fait: string;
  priorite?: "primary" | "secondary" | "tertiary";
  /** Told once it is done. */
  apres?: () => void;
}

const SORTES: Record<EssaiDeChangement["consequences"][number]["kind"], string> = {
  avis: "Avis",
  constat: "Nouveau constat",
  leve: "Constat levé",
  dossier: "Journal",
  refus: "Refus",
};

/** An act of an audience: its consequences first, then the act itself. */
export function Changement({ audience, acte, libelle, fait, priorite = "primary", apres }: Props) {
  const client = useQueryClient();
  const [essai, setEssai] = useState<{ acte: string; vu: EssaiDeChangement }>();
  const { audience_id, version } = audience.summary;
  const dit = JSON.stringify([version, acte]);
  const essayer = useCommande(
    (corps: SaisieChangement) => essayerChangement(audience_id, corps),
    (vu, corps) => setEssai({ acte: JSON.stringify([version, corps]), vu }),
  );
  const commande = useCommande(
    (corps: SaisieChangement, cle) => changerAudience(audience_id, { ...corps, version }, cle),
    (lue) => {
      client.setQueryData(requete(audience_id).queryKey, lue);
      void client.invalidateQueries({ queryKey: ["audiences"] });
      setEssai(undefined);
      annoncer(fait);
      apres?.();
    },
  );
  // What was looked at is what is confirmed: another act, or another version, is looked at anew.
  const vu = essai?.acte === dit ? essai.vu : undefined;
  return (
    <div className="fr-mt-2w">
      <AlerteErreur erreur={essayer.erreur ?? commande.erreur} />
      {!vu && (
        <Button
          priority={priorite}
          size="small"
          nativeButtonProps={{ ...occupe(essayer.enCours), type: "button", disabled: !acte }}
          onClick={() => acte && void essayer.envoyer(acte)}
        >
          {essayer.enCours ? "Calcul…" : libelle}
        </Button>
      )}
      {vu && (
        <div role="group" aria-label={`Conséquences\u00a0: ${libelle}`} data-essai>
          <h3 className="fr-h6">{vu.admitted ? "Ce que cela entraîne" : "Cela ne peut pas se faire"}</h3>
          {vu.consequences.length === 0 ? (
            <p>Aucun avis à refaire, aucun constat nouveau.</p>
          ) : (
            <ul>
              {vu.consequences.map(({ kind, severity, message, basis }, rang) => (
                <li key={`${rang} ${message}`}>
                  <Badge as="span" small severity={severity === "bloquante" ? "error" : severity === "avertissement" ? "warning" : "info"}>
                    {SORTES[kind]}
                  </Badge>{" "}
                  {message} {basis && <span className="greffe-mention">({basis})</span>}
                </li>
              ))}
            </ul>
          )}
          <div className="greffe-actions">
            {vu.admitted && (
              <Button size="small" nativeButtonProps={{ ...occupe(commande.enCours), type: "button" }} onClick={() => acte && void commande.envoyer(acte)}>
                {commande.enCours ? "Envoi…" : `Confirmer\u00a0: ${libelle.charAt(0).toLocaleLowerCase("fr")}${libelle.slice(1)}`}
              </Button>
            )}
            <Button size="small" priority="tertiary" nativeButtonProps={{ type: "button" }} onClick={() => setEssai(undefined)}>
              Revenir
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
