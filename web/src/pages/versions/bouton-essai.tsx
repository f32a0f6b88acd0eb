import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { essayerLeDroit, useCommande } from "../../api/commandes";
import { versionsDuDroit } from "../../api/requetes";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";

/** Begins a dry run of a version over the open dossiers, and leads to it. */
export function BoutonEssai({ version, texte }: { version: string; texte: string }) {
  const client = useQueryClient();
  const naviguer = useNavigate();
  const essai = useCommande(
    (voulue: string, cle) => essayerLeDroit(voulue, cle),
    ({ trial_id }) => {
      void client.invalidateQueries({ queryKey: versionsDuDroit.queryKey });
      void naviguer({ to: "/droit/versions/essais/$essai", params: { essai: trial_id } });
    },
  );
  return (
    <>
      <AlerteErreur erreur={essai.erreur} />
      <Button size="small" priority="secondary" onClick={() => void essai.envoyer(version)} nativeButtonProps={occupe(essai.enCours)}>
        {essai.enCours ? "Envoi…" : texte}
        <span className="fr-sr-only"> la version {version}</span>
      </Button>
    </>
  );
}
