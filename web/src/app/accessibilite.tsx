import { TitrePage } from "../composants/titre-page";

export function AccessibilitePage() {
  return (
    <div className="fr-py-6w greffe-lecture">
      <TitrePage titre="Accessibilité" />
      <p>
        La Cour de cassation s’engage à rendre Greffe accessible, conformément à l’article 47 de la loi n° 2005-102 du
        11 février 2005.
      </p>
      <h2>État de conformité</h2>
      <p>
        Greffe n’a pas encore fait l’objet d’un audit complet selon le référentiel général d’amélioration de l’accessibilité
        (RGAA) : tant qu’aucun audit n’est publié, le service est déclaré non conforme. Chaque écran est contrôlé par un outil
        automatique à chaque version, et peut être parcouru entièrement au clavier.
      </p>
      <h2>Signaler une difficulté</h2>
      <p>
        Si un contenu ou une action vous est inaccessible, signalez-le au greffe de la Cour, qui vous apportera une réponse ou
        une autre voie d’accès.
      </p>
    </div>
  );
}
