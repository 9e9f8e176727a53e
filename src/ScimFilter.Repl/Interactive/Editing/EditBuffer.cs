using System.Globalization;

namespace ScimFilter.Repl.Interactive.Editing;

/// <summary>The line that is being typed and its cursor, which never stands inside a character of several code units.</summary>
internal sealed class EditBuffer
{
    private string _erased = "";

    public string Text { get; private set; } = "";

    /// <summary>Gets the place of the cursor in UTF-16 code units.</summary>
    public int Cursor { get; private set; }

    /// <summary>Replaces the line and puts the cursor at its end.</summary>
    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string text) => Replace(Cursor, text);

    /// <summary>Replaces what stands between a place and the cursor.</summary>
    public void Replace(int start, string text)
    {
        Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(Cursor));
        Cursor = start + text.Length;
    }

    public void MoveTo(int place) => Cursor = Math.Clamp(place, 0, Text.Length);

    public void MoveLeft() => Cursor = Left();

    public void MoveRight() => Cursor = Right();

    public void MoveWordLeft() => Cursor = WordLeft();

    public void MoveWordRight() => Cursor = WordRight();

    /// <summary>Deletes the character before the cursor.</summary>
    public void DeleteLeft() => Delete(Left(), Cursor);

    /// <summary>Deletes the character at the cursor.</summary>
    public void DeleteRight() => Delete(Cursor, Right());

    public void EraseToStart() => Erase(0, Cursor);

    public void EraseToEnd() => Erase(Cursor, Text.Length);

    /// <summary>Erases back to the last blank, as Ctrl-W does in a shell.</summary>
    public void EraseBlankWordLeft()
    {
        int end = Text.AsSpan(0, Cursor).TrimEnd().Length;
        Erase(Text.AsSpan(0, end).LastIndexOf(' ') + 1, Cursor);
    }

    public void EraseWordLeft() => Erase(WordLeft(), Cursor);

    public void EraseWordRight() => Erase(Cursor, WordRight());

    /// <summary>Inserts what was erased last.</summary>
    public void InsertErased() => Insert(_erased);

    private void Erase(int start, int end)
    {
        if (end > start)
        {
            _erased = Text[start..end];
            Delete(start, end);
        }
    }

    private void Delete(int start, int end)
    {
        Text = Text.Remove(start, end - start);
        Cursor = start;
    }

    private int Left()
    {
        int[] starts = StringInfo.ParseCombiningCharacters(Text[..Cursor]);
        return starts.Length == 0 ? 0 : starts[^1];
    }

    private int Right() => Cursor + StringInfo.GetNextTextElementLength(Text.AsSpan(Cursor));

    private int WordLeft()
    {
        int place = Cursor;
        while (place > 0 && !char.IsLetterOrDigit(Text[place - 1]))
        {
            place--;
        }

        while (place > 0 && char.IsLetterOrDigit(Text[place - 1]))
        {
            place--;
        }

        return place;
    }

    private int WordRight()
    {
        int place = Cursor;
        while (place < Text.Length && !char.IsLetterOrDigit(Text[place]))
        {
            place++;
        }

        while (place < Text.Length && char.IsLetterOrDigit(Text[place]))
        {
            place++;
        }

        return place;
    }
}
