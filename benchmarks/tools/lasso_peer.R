# Times glmnet's Lasso on data in a file: lasso_peer.R FILE THRESHOLD ROUNDS. See lasso_peer.py for the files.
suppressMessages(library(glmnet))
arguments <- commandArgs(trailingOnly = TRUE)
file <- file(arguments[1], "rb")
sizes <- readBin(file, "integer", 6, size = 4)[c(1, 3, 5)]
n <- sizes[1]; p <- sizes[2]; q <- sizes[3]
x <- matrix(readBin(file, "double", n * p), n, p, byrow = TRUE)
y <- readBin(file, "double", n)
weights <- readBin(file, "double", q)
close(file)
glmnet.control(fdev = 0, devmax = 1)
best <- Inf
for (round in seq_len(as.integer(arguments[3]))) {
  start <- proc.time()[["elapsed"]]
  clock <- as.numeric(Sys.time())
  fit <- glmnet(x, y, lambda = weights, intercept = FALSE, standardize = FALSE, thresh = as.numeric(arguments[2]), maxit = 1e8)
  best <- min(best, as.numeric(Sys.time()) - clock)
}
coefficients <- matrix(0, p, q)
coefficients[, seq_along(fit$lambda)] <- as.matrix(fit$beta)
writeBin(as.vector(coefficients), paste0(arguments[1], ".out"))
cat(best, "\n")
