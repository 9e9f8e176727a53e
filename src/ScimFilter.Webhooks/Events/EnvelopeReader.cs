using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace ScimFilter.Webhooks.Events;

/// <summary>One pass over an event. The first of several members with one name counts, as in filters.</summary>
internal static class EnvelopeReader
{
    private const int MaxDepth = 64;

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
            var reader = new Utf8JsonReader(utf8Event, new JsonReaderOptions { MaxDepth = MaxDepth });
            fault = Walk(ref reader, members) ?? members.Fault;
            envelope = fault is null ? members.ToEnvelope() : null;
            return fault is null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            fault = new EventFault(null, "The event is not valid JSON.");
            return false;
        }
    }

    private static EventFault? Walk(ref Utf8JsonReader reader, Members members)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return new EventFault(null, "An event is a JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("extensions"u8))
            {
                reader.Read();
                ReadExtensions(ref reader, members);
            }
            else
            {
                ReadMember(ref reader, members, EventNames.TopLevel);
            }
        }

        // Whatever follows the object is a fault that the reader finds.
        while (reader.Read())
        {
        }

        return null;
    }

    private static void ReadExtensions(ref Utf8JsonReader reader, Members members)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
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

        reader.Read();
        if (slot >= 0 && members.IsFree(slot) && reader.TokenType != JsonTokenType.Null)
        {
            members.Take(slot, reader.TokenType == JsonTokenType.String ? reader.GetString() : null);
        }

        reader.Skip();
    }

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
                ?? FaultOf(_taken[EventNames.SpecVersion] ? "type" : "eventType", Type),
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
            { Length: > EventEnvelope.MaxNameLength } =>
                new EventFault(member, $"'{member}' is longer than {EventEnvelope.MaxNameLength} characters."),
            _ => null,
        };
    }
}
