import { createModal } from "@codegouvfr/react-dsfr/Modal";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useSessionExpiree } from "../api/session";
import { ouvrirFenetre, useRetourDuFoyer } from "../composants/fenetre";
import { CHAMP_RECHERCHE, type Geste, lecteurDeTouches, RACCOURCIS, raccourcisActifs, retenirRaccourcis, TOUCHES_USUELLES } from "./raccourcis";
import { champDeLEntete } from "./recherche-entete";

const fenetre = createModal({ id: "aide-clavier", isOpenedByDefault: false });

/** Button that opens the list of shortcuts, for who does not know its key. */
export const boutonAideClavier = {
  iconId: "fr-icon-question-line",
  text: "Raccourcis clavier",
  buttonProps: { id: fenetre.buttonProps.id, onClick: () => ouvrirFenetre(fenetre), "aria-keyshortcuts": "?" },
} as const;

/** Listens to the shortcuts while one may use them; `peutOuvrir` offers the opening of a dossier. */
export function AideClavier({ actif, peutOuvrir }: { actif: boolean; peutOuvrir: boolean }) {
  const naviguer = useNavigate();
  useRetourDuFoyer(fenetre);
  const expiree = useSessionExpiree();
  const [actifs, setActifs] = useState(raccourcisActifs);
  const changer = (voulus: boolean) => {
    setActifs(voulus);
    retenirRaccourcis(voulus);
  };
  const permis = RACCOURCIS.filter(({ geste }) => geste !== "ouvrir" || peutOuvrir);

  useEffect(() => {
    if (!actif || !actifs || expiree) return;
    const faire: Record<Geste, () => void> = {
      aide: () => ouvrirFenetre(fenetre),
      rechercher: () => {
        const champ = document.getElementById(CHAMP_RECHERCHE);
        if (champ) return allerA(champ);
        void naviguer({ to: "/dossiers" }).then(attendreRecherche);
      },
      partout: () => {
        const champ = champDeLEntete();
        if (champ) return allerA(champ);
        void naviguer({ to: "/recherche" }).then(attendreRecherche);
      },
      "ma-journee": () => void naviguer({ to: "/ma-journee" }),
      dossiers: () => void naviguer({ to: "/dossiers" }),
      ouvrir: () => peutOuvrir && void naviguer({ to: "/dossiers/ouvrir" }),
      simulation: () => void naviguer({ to: "/simulation" }),
      droit: () => void naviguer({ to: "/droit" }),
    };
    const lire = lecteurDeTouches();
    const surTouche = (touche: KeyboardEvent) => {
      const geste = lire(touche);
      if (!geste) return;
      // Some browsers open their own search with the slash.
      touche.preventDefault();
      faire[geste]();
    };
    document.addEventListener("keydown", surTouche);
    return () => document.removeEventListener("keydown", surTouche);
  }, [actif, actifs, expiree, peutOuvrir, naviguer]);

  return (
    <fenetre.Component title="Raccourcis clavier" titleAs="h2" iconId="fr-icon-question-line">
      <p>Ils n’agissent pas pendant que vous écrivez dans un champ.</p>
      <div className="fr-checkbox-group fr-mb-3w">
        <input id="raccourcis-actifs" type="checkbox" checked={actifs} onChange={(e) => changer(e.target.checked)} />
        <label className="fr-label" htmlFor="raccourcis-actifs">
          Utiliser les raccourcis de Greffe
          <span className="fr-hint-text">À désactiver si vous dictez ou si une aide technique emploie ces touches.</span>
        </label>
      </div>
      <Touches legende="Raccourcis de Greffe" lignes={permis} liees="puis" />
      <Touches legende="Touches usuelles" lignes={TOUCHES_USUELLES} liees="ou" />
    </fenetre.Component>
  );
}

function allerA(champ: HTMLElement): void {
  champ.focus();
  if (champ instanceof HTMLInputElement) champ.select();
}

/** The search comes with its page, whose title has taken the focus meanwhile. */
function attendreRecherche(): void {
  requestAnimationFrame(() => {
    const champ = document.getElementById(CHAMP_RECHERCHE);
    if (champ) allerA(champ);
  });
}

function Touches({ legende, lignes, liees }: { legende: string; lignes: { touches: string[]; texte: string }[]; liees: string }) {
  return (
    <div className="greffe-table">
      <table>
        <caption>{legende}</caption>
        <thead>
          <tr>
            <th scope="col">Touches</th>
            <th scope="col">Effet</th>
          </tr>
        </thead>
        <tbody>
          {lignes.map(({ touches, texte }) => (
            <tr key={texte}>
              <td className="greffe-touches">
                {touches.map((touche, rang) => (
                  <span key={touche}>
                    {rang > 0 && <span className="greffe-mention"> {liees} </span>}
                    <kbd>{touche}</kbd>
                  </span>
                ))}
              </td>
              <td>{texte}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
