// The page's own icons, drawn in the colour of the text around them.
function Icon({ children, size = 16 }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const Chevron = () => (
  <Icon size={12}>
    <path d="m4 6 4 4 4-4" />
  </Icon>
);

export const Book = () => (
  <Icon>
    <path d="M2.5 3.2c2-.6 4-.4 5.5.8 1.5-1.2 3.5-1.4 5.5-.8v9.4c-2-.6-4-.4-5.5.8-1.5-1.2-3.5-1.4-5.5-.8zM8 4v9.4" />
  </Icon>
);

export const Close = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);

export const Layers = () => (
  <svg className="panhuo-mark" width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#17685f" />
    <path d="M16 6.6 25 11l-9 4.4L7 11z" fill="#fff" />
    <path
      d="m7 16 9 4.4 9-4.4M7 21l9 4.4 9-4.4"
      fill="none"
      stroke="#fff"
      strokeOpacity=".82"
      strokeWidth="2.2"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
);
