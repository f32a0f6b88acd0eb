import type { ReactNode } from "react";
import { enErreurApi, HORS_LIGNE } from "../api/probleme";
import { Button } from "../composants/bouton";
import { INSECABLE } from "../composants/formats";
import { TitrePage } from "../composants/titre-page";

function Page({ titre, texte, code, children }: { titre: string; texte: string; code?: string; children?: ReactNode }) {
  return (
    <div className="fr-py-6w greffe-lecture">
      <TitrePage titre={titre} />
      <p className="fr-text--lead">{texte}</p>
      {code && (
        <p className="fr-text--sm">
          Code de l’erreur : <LienAide code={code} />
        </p>
      )}
      <div className="fr-btns-group fr-btns-group--inline-md">
        {children}
        <Button priority="secondary" linkProps={{ href: "/ma-journee" }}>
          Ma journée
        </Button>
        <Button priority="secondary" linkProps={{ href: "/dossiers" }}>
          Chercher un dossier
        </Button>
      </div>
    </div>
  );
}

/** Link to the page that explains an error code. */
export function LienAide({ code }: { code: string }) {
  return (
    <a href={`/aide/erreurs/${code}`} target="_blank" rel="noreferrer" title={`Aide sur l’erreur ${code} — nouvelle fenêtre`}>
      {code}
    </a>
  );
}

export function Introuvable() {
  return (
    <Page
      titre="Page introuvable"
      texte="Cette adresse ne mène à aucune page. Si vous cherchez un dossier, saisissez son numéro dans la liste des dossiers."
    />
  );
}

/** What could not be read, and what to do. */
export function Erreur({ cause, reessayer }: { cause: unknown; reessayer?: () => void }) {
  const { probleme } = enErreurApi(cause);
  const bouton = <Button onClick={() => (reessayer ? reessayer() : window.location.reload())}>Réessayer</Button>;
  if (probleme.status === 404) {
    return (
      <Page
        titre="Introuvable"
        texte={probleme.detail ?? "Ce dossier n’existe pas, ou vous n’avez pas le droit de le connaître. Vérifiez son numéro."}
        code={probleme.code}
      />
    );
  }
  if (probleme.status === 403) {
    return (
      <Page titre="Accès refusé" texte={probleme.detail ?? "Vos fonctions ne vous donnent pas accès à cette page."} code={probleme.code} />
    );
  }
  if (probleme.status === HORS_LIGNE) {
    return (
      <Page titre="Greffe ne répond pas" texte={probleme.detail ?? ""}>
        {bouton}
      </Page>
    );
  }
  return (
    <Page titre={probleme.title} texte={probleme.detail ?? "Une erreur est survenue. Réessayez dans un instant."} code={probleme.code}>
      {bouton}
    </Page>
  );
}

/** A part of a page that could not be read: the rest stays, and so do the title and the focus. */
export function ErreurSection({ quoi, cause, reessayer }: { quoi: string; cause: unknown; reessayer: () => void }) {
  const { probleme } = enErreurApi(cause);
  return (
    <div className="greffe-vide" role="alert">
      <p className="fr-text--bold fr-mb-1v">
        {quoi}
        {INSECABLE}: lecture impossible.
      </p>
      <p className="fr-mb-2w">
        {probleme.status === HORS_LIGNE ? "Le serveur n’a pas pu être joint." : (probleme.detail ?? probleme.title)}{" "}
        {probleme.code && <LienAide code={probleme.code} />}
      </p>
      <Button size="small" priority="secondary" onClick={reessayer}>
        Réessayer<span className="fr-sr-only"> de lire {quoi.toLocaleLowerCase("fr")}</span>
      </Button>
    </div>
  );
}

/** Last resort, for a fault of the page itself. */
export function PageErreur({ reset }: { reset: () => void }) {
  return (
    <Page titre="Cette page a rencontré une erreur" texte="Rien de ce que vous aviez enregistré n’est perdu. Rechargez la page.">
      <Button onClick={reset}>Réessayer</Button>
    </Page>
  );
}
