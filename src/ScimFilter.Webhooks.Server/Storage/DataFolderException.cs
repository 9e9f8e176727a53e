namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>The data folder cannot be used; the message says why, for the operator.</summary>
internal sealed class DataFolderException(string message, Exception inner) : IOException(message, inner);
