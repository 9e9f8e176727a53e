using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace ScimFilter.Webhooks.Events;

/// <summary>
/// Reads an event in one pass, and checks the whole of it: JSON (RFC 8259), nesting, and that every string is Unicode text. The first
/// of several members with one name counts, as in filters.
/// </summary>
internal static class EnvelopeReader
{
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Event, [NotNullWhen(true)] out EventEnvelope? envelope, [NotNullWhen(false)] out EventFault? fault)
    {
        envelope = null;
        if (!Utf8.IsValid(utf8Event))
        {
            fault = new EventFault(null, "The event is not UTF-8.");
            return false;
        }

        try
        {
            var members = new Members();
            // One level more than allowed, so that CheckToken can tell an event that is too deep from one that is not JSON.
            var reader = new Utf8JsonReader(utf8Event, new JsonReaderOptions { MaxDepth = EventEnvelope.MaxDepth + 1 });
            fault = Walk(ref reader, members) ?? members.Fault;
            envelope = fault is null ? members.ToEnvelope() : null;
            return fault is null;
        }
        catch (JsonException)
        {
            fault = new EventFault(null, "The event is not valid JSON.");
            return false;
        }
        catch (EventFaultException exception)
        {
            fault = new EventFault(null, exception.Message);
            return false;
        }
    }

    private static EventFault? Walk(ref Utf8JsonReader reader, Members members)
    {
        if (!Read(ref reader) || reader.TokenType != JsonTokenType.StartObject)
        {
            return new EventFault(null, "An event is a JSON object.");
        }

        while (Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("extensions"u8))
            {
                Read(ref reader);
                ReadExtensions(ref reader, members);
            }
            else
            {
                ReadMember(ref reader, members, EventNames.TopLevel);
            }
        }

        // Text behind the object is a JsonException of this call.
        Read(ref reader);

        return null;
    }

    private static void ReadExtensions(ref Utf8JsonReader reader, Members members)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Skip(ref reader);
            return;
        }

        while (Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, members, EventNames.Extensions);
        }
    }

    private static void ReadMember(ref Utf8JsonReader reader, Members members, EventNames.Known[] known)
    {
        int slot = -1;
        foreach (EventNames.Known name in known)
        {
            if (reader.ValueTextEquals(name.Utf8))
            {
                slot = name.Slot;
                break;
            }
        }

        Read(ref reader);
        if (slot >= 0 && members.IsFree(slot) && reader.TokenType != JsonTokenType.Null)
        {
            members.Take(slot, reader.TokenType == JsonTokenType.String ? reader.GetString() : null);
        }

        Skip(ref reader);
    }

    /// <summary>Moves to the end of the value that the reader stands at; unlike <see cref="Utf8JsonReader.Skip"/> it checks every token.</summary>
    private static void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int depth = reader.CurrentDepth;
            while (Read(ref reader) && reader.CurrentDepth > depth)
            {
            }
        }
    }

    private static bool Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= EventEnvelope.MaxDepth:
                throw new EventFaultException($"The event has more than {EventEnvelope.MaxDepth} objects and arrays inside one another.");
            case JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped && !IsText(ref reader):
                throw new EventFaultException("A string of the event has one half of a surrogate pair (\\ud800 to \\udfff) without the other.");
            default:
                return true;
        }
    }

    // The bytes are UTF-8, so only an escape can make half a surrogate pair.
    private static bool IsText(ref Utf8JsonReader reader)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            reader.CopyString(buffer);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Ends the pass at a token that an event may not have.</summary>
    private sealed class EventFaultException(string message) : Exception(message);

    private sealed class Members
    {
        private readonly string?[] _values = new string?[EventNames.SlotCount];
        private readonly bool[] _taken = new bool[EventNames.SlotCount];

        public EventFault? Fault => (_taken[EventNames.SpecVersion], _taken[EventNames.LegacyType]) switch
        {
            (false, false) =>
                new EventFault("specversion", "The event is neither a CloudEvent (specversion) nor in the legacy form (eventType)."),
            (true, _) when _values[EventNames.SpecVersion]?.StartsWith("1.", StringComparison.Ordinal) != true =>
                new EventFault("specversion", "CloudEvents of version 1 are taken."),
            _ => FaultOf(_taken[EventNames.SpecVersion] ? "id" : "eventId", Id)
                ?? FaultOf(_taken[EventNames.SpecVersion] ? "type" : "eventType", Type)
                ?? (_values[EventNames.Source] is { Length: > EventEnvelope.MaxNameLength } ? TooLong("source") : null),
        };

        private string? Id => IsCloudEvent ? _values[EventNames.Id] : _values[EventNames.LegacyId];

        private string? Type => IsCloudEvent ? _values[EventNames.Type] : _values[EventNames.LegacyType];

        private bool IsCloudEvent => _taken[EventNames.SpecVersion];

        public bool IsFree(int slot) => !_taken[slot];

        public void Take(int slot, string? value)
        {
            _taken[slot] = true;
            _values[slot] = value;
        }

        public EventEnvelope ToEnvelope() => new()
        {
            Shape = !IsCloudEvent ? EventShape.Legacy : _taken[EventNames.LegacyType] ? EventShape.Both : EventShape.CloudEvent,
            Id = Id!,
            Type = Type!,
            Source = _values[EventNames.Source],
            UserId = Either(EventNames.UserId),
            OwnerId = Either(EventNames.OwnerId),
            SpaceId = Either(EventNames.SpaceId),
            TopLevelResourceId = Either(EventNames.TopLevelResourceId),
        };

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
}
