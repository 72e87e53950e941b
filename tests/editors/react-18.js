import './react-field.js';
