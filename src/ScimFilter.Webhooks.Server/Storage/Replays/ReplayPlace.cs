namespace ScimFilter.Webhooks.Server.Storage.Replays;

/// <summary>How far a replay has come: the event that it examined last. Events are ordered by time of arrival, then by position.</summary>
internal readonly record struct ReplayPlace(DateTimeOffset ReceivedAt, long Position);
