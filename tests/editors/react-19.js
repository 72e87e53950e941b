// `build.mjs` gives this page the other React.
import './react-field.js';
