import { Button } from "./bouton";

/** Said above a form that was filled from what was typed before, with the way to start anew. */
export function SaisieReprise({ origine, repartir }: { origine: string; repartir: () => void }) {
  return (
    <div className="greffe-actions fr-mb-3w">
      <span className="greffe-mention">Votre saisie a été reprise.</span>
      <Button size="small" priority="tertiary" onClick={repartir}>
        Repartir {origine}
      </Button>
    </div>
  );
}
