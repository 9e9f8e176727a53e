namespace ScimFilter.Samples.ScimServer;

public sealed class User
{
    public int Id { get; set; }

    public required string UserName { get; set; }

    public string? FamilyName { get; set; }

    public bool IsActive { get; set; }

    public DateTime LastModified { get; set; }

    public List<Email> Emails { get; set; } = [];
}

public sealed class Email
{
    public int Id { get; set; }

    public required string Value { get; set; }

    public string? Type { get; set; }
}
