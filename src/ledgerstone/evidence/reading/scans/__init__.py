"""Pages as pictures: opened, set upright, recognised by Tesseract, and set as text whose words point at the page."""
