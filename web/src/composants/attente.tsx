/** Says that something is being fetched, once for who sees and for who listens. */
export function Attente({ quoi }: { quoi: string }) {
  return (
    <div className="greffe-attente" role="status">
      <span className="greffe-attente__barre" aria-hidden="true" />
      Chargement : {quoi}…
    </div>
  );
}
