namespace ScimFilter.Webhooks.Server.Storage.Sqlite.Connections;

/// <summary>A read for a caller took longer than reads may, and was ended.</summary>
internal sealed class StoreTimeoutException() : IOException("A read took too long and was ended.");
