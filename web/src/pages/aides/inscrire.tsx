import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { inscrireAide, useCommande } from "../../api/commandes";
import type { FaitsAide } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { ChampsAide } from "./champs";
import { faitsDe, saisieDe } from "./formulaire";

/** A request that reached the bureau before any pourvoi. */
export function InscrireAidePage() {
  const naviguer = useNavigate();
  const client = useQueryClient();
  const [saisie, setSaisie] = useState(() => saisieDe());
  const inscrire = useCommande(
    (corps: FaitsAide, cle) => inscrireAide(corps, cle),
    ({ aid_id, number }) => {
      void client.invalidateQueries({ queryKey: ["aides"] });
      annoncer(`La demande est inscrite sous le n° ${number ?? ""}.`);
      void naviguer({ to: "/aides/$aide", params: { aide: aid_id } });
    },
  );
  const envoyer = (envoi: FormEvent) => {
    envoi.preventDefault();
    void inscrire.envoyer(faitsDe(saisie));
  };
  return (
    <>
      <TitrePage titre="Inscrire une demande d’aide juridictionnelle" />
      <p className="fr-text--lead">
        Pour une demande faite avant tout pourvoi. Si le dossier du pourvoi est ouvert, enregistrez-y plutôt l’acte.
      </p>
      <form className="greffe-formulaire" noValidate onSubmit={envoyer}>
        <AlerteErreur erreur={inscrire.erreur} />
        <ChampsAide saisie={saisie} changer={setSaisie} erreurs={inscrire.erreur?.champs ?? new Map<string, string>()} />
        <Button type="submit" nativeButtonProps={occupe(inscrire.enCours)}>
          {inscrire.enCours ? "Enregistrement…" : "Inscrire au registre"}
        </Button>
      </form>
      <p className="fr-mt-3w">
        <Link to="/aides">Le registre des demandes</Link>
      </p>
    </>
  );
}
