import { adresseRecueil } from "../../api/client";
import type { Dossier, Piece } from "../../api/types";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { pluriel } from "../../composants/formats";

/** The piece one place earlier. */
export function avancer(choisies: string[], id: string): string[] {
  const rang = choisies.indexOf(id);
  if (rang < 1) return choisies;
  return [...choisies.slice(0, rang - 1), id, ...choisies.slice(rang - 1, rang), ...choisies.slice(rang + 1)];
}

interface Props {
  dossier: Dossier;
  pieces: Piece[];
  /** Identifiers, in the order of the bundle. */
  choisies: string[];
  choisir: (choisies: string[]) => void;
}

/** The pieces chosen, in their order, and the two forms of the bundle they make. */
export function Recueil({ dossier, pieces, choisies, choisir }: Props) {
  if (choisies.length === 0) return null;
  const nommee = (id: string) => pieces.find(({ piece_id }) => piece_id === id)?.file_name ?? "";
  const faire = (format: "pdf" | "zip", mot: string) => (
    <a className="fr-btn fr-btn--secondary fr-btn--sm" href={adresseRecueil(dossier.dossier_id, choisies, format)} download>
      {mot}
    </a>
  );
  return (
    <section className="fr-mt-3w greffe-sans-impression" aria-labelledby="titre-recueil">
      <h3 id="titre-recueil" className="fr-h6">
        Recueil de {pluriel(choisies.length, "pièce")}
      </h3>
      <ol>
        {choisies.map((id, rang) => (
          <li key={id}>
            {nommee(id)}{" "}
            {rang > 0 && (
              <Button
                size="small"
                priority="tertiary no outline"
                iconId="fr-icon-arrow-up-line"
                title={`Avancer ${nommee(id)}`}
                onClick={() => {
                  choisir(avancer(choisies, id));
                  annoncer(`${nommee(id)} est au rang ${rang}.`);
                }}
              />
            )}
          </li>
        ))}
      </ol>
      <p className="greffe-mention">Chaque pièce est lue à votre nom, et sa lecture est inscrite.</p>
      <div className="greffe-actions">
        {faire("pdf", "Réunir en un PDF")}
        {faire("zip", "Réunir en une archive ZIP")}
        <Button size="small" priority="tertiary no outline" onClick={() => choisir([])}>
          Tout retirer
        </Button>
      </div>
    </section>
  );
}
