import { useLocation } from "@tanstack/react-router";
import { Button } from "../composants/bouton";
import { TitrePage } from "../composants/titre-page";

/** Address of the sign-in, which brings back to `retour`. */
export function adresseConnexion(retour: string): string {
  return `/connexion?retour=${encodeURIComponent(retour)}`;
}

export function Connexion() {
  const { href } = useLocation();
  return (
    <div className="fr-grid-row fr-grid-row--gutters fr-py-6w">
      <div className="fr-col-12 fr-col-md-8 fr-col-lg-6">
        <TitrePage titre="Se connecter à Greffe" />
        <p className="fr-text--lead">
          Greffe suit chaque pourvoi, de la déclaration à la décision : actes, délais et leurs raisons, tâches du jour.
        </p>
        <p>La connexion se fait avec votre compte professionnel.</p>
        <Button iconId="fr-icon-lock-line" linkProps={{ href: adresseConnexion(href) }}>
          Se connecter
        </Button>
      </div>
    </div>
  );
}
