namespace ScimFilter.Fuzz;

/// <summary>A law of the library that an input breaks. Not derived from anything that the library may throw.</summary>
internal sealed class Fault(string message) : Exception(message)
{
    /// <summary>Ends the run when something that must hold does not.</summary>
    public static void Unless(bool holds, string law)
    {
        if (!holds)
        {
            throw new Fault(law);
        }
    }
}
