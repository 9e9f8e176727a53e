using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace ScimFilter.Webhooks.Events;

/// <summary>
/// Reads an event in one pass, and checks the whole of it: JSON (RFC 8259), nesting, that every string is Unicode text, and that no object
/// outside <c>data</c> has a member twice. For one event.
/// </summary>
internal sealed class EnvelopeReader
{
    private readonly EnvelopeMembers _members = new();
    private readonly MemberNames _names = new();

    // The member at the top that is read, and whether that is the data, whose members are the producer's own.
    private string? _current;
    private bool _isInData;

    private EnvelopeReader()
    {
    }

    public static bool TryRead(
        ReadOnlySpan<byte> utf8Event, [NotNullWhen(true)] out EventEnvelope? envelope, [NotNullWhen(false)] out EventFault? fault)
    {
        envelope = null;
        if (!Utf8.IsValid(utf8Event))
        {
            fault = new EventFault(null, "The event is not UTF-8.");
            return false;
        }

        var envelopeReader = new EnvelopeReader();
        try
        {
            // One level more than allowed, so that Read can tell an event that is too deep from one that is not JSON.
            var reader = new Utf8JsonReader(utf8Event, new JsonReaderOptions { MaxDepth = EventEnvelope.MaxDepth + 1 });
            fault = envelopeReader.Walk(ref reader) ?? envelopeReader._members.Fault;
            envelope = fault is null ? envelopeReader._members.ToEnvelope() : null;
            return fault is null;
        }
        catch (JsonException)
        {
            fault = new EventFault(null, "The event is not valid JSON.");
            return false;
        }
        catch (EventFaultException exception)
        {
            string? place = envelopeReader._current is { } name ? EnvelopeMembers.Shortened(name) : null;
            fault = new EventFault(place, exception.Message);
            return false;
        }
    }

    private EventFault? Walk(ref Utf8JsonReader reader)
    {
        if (!Read(ref reader) || reader.TokenType != JsonTokenType.StartObject)
        {
            return new EventFault(null, "An event is a JSON object.");
        }

        while (Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            _isInData = _current == EventNames.Data;
            _members.Meet(_current!);
            if (_current == EventNames.LegacyExtensions)
            {
                Read(ref reader);
                ReadExtensions(ref reader);
            }
            else if (_current == EventNames.DataBase64)
            {
                Read(ref reader);
                _members.MeetBase64(IsBase64(ref reader));
                Skip(ref reader);
            }
            else
            {
                ReadMember(ref reader, EventNames.TopLevel);
            }

            _isInData = false;
        }

        // Text behind the object is a JsonException of this call.
        Read(ref reader);

        return null;
    }

    private void ReadExtensions(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Skip(ref reader);
            return;
        }

        while (Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, EventNames.Extensions);
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, EventNames.Known[] known)
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
        if (slot >= 0 && _members.IsFree(slot) && reader.TokenType != JsonTokenType.Null)
        {
            _members.Take(slot, reader.TokenType == JsonTokenType.String ? reader.GetString() : null);
        }

        Skip(ref reader);
    }

    /// <summary>
    /// Moves to the end of the value that the reader stands at; unlike <see cref="Utf8JsonReader.Skip"/> it checks every token.
    /// </summary>
    private void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int depth = reader.CurrentDepth;
            while (Read(ref reader) && reader.CurrentDepth > depth)
            {
            }
        }
    }

    private bool Read(ref Utf8JsonReader reader)
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
                throw new EventFaultException(
                    "A string of the event has one half of a surrogate pair (\\ud800 to \\udfff) without the other.");
            case JsonTokenType.StartObject when !_isInData:
                _names.Begin(in reader);
                return true;
            case JsonTokenType.PropertyName when !_isInData:
                ReadName(ref reader);
                return true;
            default:
                return true;
        }
    }

    private void ReadName(ref Utf8JsonReader reader)
    {
        string name = reader.GetString()!;
        _current = reader.CurrentDepth == 1 ? name : _current;
        if (!_names.Add(in reader, name))
        {
            throw new EventFaultException($"The member '{EnvelopeMembers.Shortened(name)}' stands twice in one object.");
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

    // The library takes white space between the characters, which RFC 4648 (section 3.3) does not.
    private static bool IsBase64(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            ReadOnlySpan<byte> text = buffer.AsSpan(0, reader.CopyString(buffer));
            return Base64.IsValid(text) && text.IndexOfAny(" \t\r\n"u8) < 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Ends the pass at a token that an event may not have.</summary>
    private sealed class EventFaultException(string message) : Exception(message);
}
