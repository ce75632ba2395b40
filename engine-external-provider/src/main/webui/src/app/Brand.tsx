/** The name with its sign; the sign says nothing that the name does not. */
export function Brand() {
  return (
    <span className="v2v-brand">
      <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="28" height="28" />
      <span>oVirt V2V</span>
    </span>
  );
}
