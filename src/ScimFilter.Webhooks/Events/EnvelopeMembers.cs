namespace ScimFilter.Webhooks.Events;

/// <summary>What an event has at its top, as it is read, and what is wrong with it. For one event.</summary>
internal sealed class EnvelopeMembers
{
    private readonly string?[] _values = new string?[EventNames.SlotCount];
    private readonly bool[] _taken = new bool[EventNames.SlotCount];

    // The first name that no attribute of a CloudEvent can have.
    private string? _wrongName;
    private bool _hasData;
    private bool _hasBase64;
    private bool _isBase64Valid;

    public EventFault? Fault => (IsCloudEvent, IsLegacy) switch
    {
        (false, false) =>
            new EventFault("specversion", "The event is neither a CloudEvent (specversion) nor in the legacy form (eventType)."),
        (true, _) when _values[EventNames.SpecVersion]?.StartsWith("1.", StringComparison.Ordinal) != true =>
            new EventFault("specversion", "CloudEvents of version 1 are taken."),
        _ => FaultOf(IsCloudEvent ? "id" : "eventId", Id)
            ?? FaultOf(IsCloudEvent ? "type" : "eventType", Type)
            ?? (_values[EventNames.Source] is { Length: > EventEnvelope.MaxNameLength } ? TooLong("source") : null)
            ?? (IsCloudEvent ? CloudEventFault : null),
    };

    // Rules of CloudEvents 1.0 and its JSON format. The legacy form has none for names, and no data_base64.
    private EventFault? CloudEventFault => _wrongName is { } name
        ? new EventFault(Shortened(name), $"'{Shortened(name)}' is not the name of an attribute: only letters and digits may be in it.")
        : _hasData && _hasBase64 ? new EventFault("data_base64", "The event has both 'data' and 'data_base64'.")
        : _hasBase64 && !_isBase64Valid ? new EventFault("data_base64", "'data_base64' is not a string in Base64 (RFC 4648, section 4).")
        : null;

    private string? Id => IsCloudEvent ? _values[EventNames.Id] : _values[EventNames.LegacyId];

    private string? Type => IsCloudEvent ? _values[EventNames.Type] : _values[EventNames.LegacyType];

    private bool IsCloudEvent => _taken[EventNames.SpecVersion];

    private bool IsLegacy => _taken[EventNames.LegacyType];

    /// <summary>Notes the name of a member at the top.</summary>
    public void Meet(string name)
    {
        _hasData |= name == EventNames.Data;
        if (name != EventNames.DataBase64 && (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit)))
        {
            // CloudEvents has lower-case letters only. Producers send names such as spaceId all the same, and nothing is ambiguous about
            // them.
            _wrongName ??= name;
        }
    }

    /// <summary>Notes a value of <c>data_base64</c>.</summary>
    public void MeetBase64(bool isValid) => (_hasBase64, _isBase64Valid) = (true, isValid);

    public bool IsFree(int slot) => !_taken[slot];

    public void Take(int slot, string? value)
    {
        _taken[slot] = true;
        _values[slot] = value;
    }

    public EventEnvelope ToEnvelope() => new()
    {
        Shape = !IsCloudEvent ? EventShape.Legacy : IsLegacy ? EventShape.Both : EventShape.CloudEvent,
        Id = Id!,
        Type = Type!,
        Source = _values[EventNames.Source],
        UserId = Either(EventNames.UserId),
        OwnerId = Either(EventNames.OwnerId),
        SpaceId = Either(EventNames.SpaceId),
        TopLevelResourceId = Either(EventNames.TopLevelResourceId),
    };

    /// <summary>Gives a name as a message has it: what is longer than any usual name is cut.</summary>
    public static string Shortened(string name)
    {
        const int longest = 64;
        return name.Length <= longest ? name : $"{name[..(char.IsHighSurrogate(name[longest - 1]) ? longest - 1 : longest)]}...";
    }

    private string? Either(int slot) => _values[slot] ?? _values[slot + 1] ?? _values[slot + 2];

    private static EventFault? FaultOf(string member, string? value) => value switch
    {
        null or "" => new EventFault(member, $"The event has no '{member}', or it is not a string."),
        { Length: > EventEnvelope.MaxNameLength } => TooLong(member),
        _ => null,
    };

    private static EventFault TooLong(string member) =>
        new(member, $"'{member}' is longer than {EventEnvelope.MaxNameLength} characters.");
}
