"""The words of Maillage: classes, shapes and thesauri, and the one place where IRIs are minted."""
